import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './palette.js';
import { rangeWords } from './words.js';

/** The words for the values of `targetRank`: its whole part is the state. */
export const targetStateWords: readonly ValueMapping[] = rangeWords([
  { from: 0, to: 0.99, text: '✓ OK', color: palette.calm },
  { from: 1, to: 1.99, text: '▲ Warning', color: palette.warning },
  { from: 2, to: 2.99, text: '? Unknown', color: palette.warning },
  { from: 3, to: 3.99, text: '✖ Critical', color: palette.critical },
]);
