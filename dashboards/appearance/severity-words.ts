import { palette } from './palette.js';
import { words } from './words.js';

/** The words for the label `severity` of alerts. */
export const severityWords = words({
  critical: { text: '✖ critical', color: palette.critical },
  warning: { text: '▲ warning', color: palette.warning },
});

/** The words for the label `alertstate`. */
export const alertStateWords = words({ firing: { text: '● firing' }, pending: { text: '○ pending' } });
