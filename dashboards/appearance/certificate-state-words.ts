import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './palette.js';
import { words } from './words.js';

/** The words for the values of `certificateState`. */
export const certificateStateWords: readonly ValueMapping[] = [
  words({
    0: { text: '✓ OK', color: palette.calm },
    1: { text: '▲ Warning', color: palette.warning },
    2: { text: '✖ Critical', color: palette.critical },
    3: { text: '✖ Expired', color: palette.critical },
  }),
  {
    type: MappingType.RangeToText,
    options: { from: 4, to: null, result: { text: '✖ Not yet valid', color: palette.critical, index: 4 } },
  },
];
