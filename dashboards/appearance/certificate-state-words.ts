import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './palette.js';
import { rangeWords } from './words.js';

/** The words for the values of `certificateState` and `fileState`. */
export const certificateStateWords: readonly ValueMapping[] = rangeWords([
  { from: 0, to: 0, text: '✓ OK', color: palette.calm },
  { from: 1, to: 1, text: '▲ Warning', color: palette.warning },
  { from: 2, to: 2, text: '✖ Critical', color: palette.critical },
  { from: 3, to: 3, text: '✖ Expired', color: palette.critical },
  { from: 4, to: 9, text: '✖ Not yet valid', color: palette.critical },
]);
