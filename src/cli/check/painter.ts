import pico from 'picocolors';
import type { Severity } from '../../findings/severity/severity.js';

export type Paint = (text: string) => string;

export interface Painter {
  readonly severity: (text: string, severity: Severity) => string;
  /** Emphasizes the text before the first colon. */
  readonly lead: Paint;
  /** Makes comments fainter than commands. */
  readonly comment: Paint;
}

/** Paints nothing. */
export const same: Paint = (text) => text;

/** `color`: whether to paint at all. */
export function createPainter(color: boolean): Painter {
  const colors = pico.createColors(color);
  const tones = { critical: colors.red, unknown: colors.yellow, warning: colors.yellow, info: colors.cyan };
  const lead =
    (paint: Paint): Paint =>
    (text) =>
      text.replace(/^[^:]*:/, (words) => colors.bold(paint(words)));
  return {
    severity: (text, severity) => lead(tones[severity])(text),
    lead: lead(same),
    comment: (text) => text.replace(/(?:^|(?<!\s)\s+)# .*$/, (comment) => colors.dim(comment)),
  };
}
