import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './palette.js';
import { words } from './words.js';

/** The words for the values of `targetState`. */
export const targetStateWords: ValueMapping = words({
  0: { text: '✓ OK', color: palette.calm },
  1: { text: '▲ Warning', color: palette.warning },
  2: { text: '? Unknown', color: palette.warning },
  3: { text: '✖ Critical', color: palette.critical },
});
