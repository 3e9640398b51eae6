import type { Severity } from '../../findings/severity/severity.js';
import { printable } from '../../text/printable.js';
import { wrap } from '../wrap.js';
import { createPainter, type Paint, type Painter, same } from './painter.js';

/** How findings are printed. */
export interface FindingOptions {
  readonly color: boolean;
  /** Columns for prose. CommandLines are never broken, because people copy them. */
  readonly width: number;
}

export interface FindingWriter extends Painter {
  /** Wrapped text; `paint` is for its first line. */
  readonly prose: (text: string, paint?: Paint) => readonly string[];
  /** What Go says is never broken, because people search for it as kubectl prints it. */
  readonly words: Paint;
  readonly code: Paint;
  /** The first line or lines of the finding of this number. */
  readonly heading: (at: number, text: string, severity: Severity) => readonly string[];
}

const margin = '   ';

/** Writes lines below the number of a finding. */
export function createFindingWriter(options: FindingOptions): FindingWriter {
  const painter = createPainter(options.color);
  const width = Math.max(20, options.width - margin.length);
  const prose: FindingWriter['prose'] = (text, paint = same) =>
    wrap(printable(text), width).map((line, row) => `${margin}${row ? line : paint(line)}`);
  return {
    ...painter,
    prose,
    words: (text) => `${margin}  ${printable(text)}`,
    code: (line) => `${margin}  ${painter.comment(printable(line))}`,
    heading: (at, text, severity) => {
      const [line = '', ...rest] = prose(text, (words) => painter.severity(words, severity));
      return [`${at + 1}.`.padEnd(margin.length) + line.trimStart(), ...rest];
    },
  };
}
