import pico from 'picocolors';
import { printable } from '../text/printable.js';
import { type DrawnCell, drawTable } from './draw-table.js';
import { textWidth, wrap } from './wrap.js';

/** One line of a cell. Its text may come from anywhere. Characters that do not print are escaped. */
export type Line = string | { readonly text: string; readonly tone: Tone };
export type Tone = 'good' | 'warning' | 'bad' | 'faint';
/** One line, or several below each other. */
export type Cell = Line | readonly Line[];

export interface TableOptions {
  /** undefined: a table without a heading. */
  readonly head?: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whether there are lines between the rows (the default). */
  readonly rules?: boolean;
  readonly color: boolean;
  /** Columns of the terminal. The widest cells wrap until the table fits. */
  readonly width: number;
}

/** The minimum width of a column. */
const minColumn = 8;

/** Draws a table as lines of text, without a newline at the end. */
export function renderTable({ head = [], rows, rules = true, color, width }: TableOptions): string {
  const cells = rows.map((row) => row.map(cleanLines));
  const widest = widestColumn([head.map((text) => [{ text }]), ...cells], width);
  const paint = painter(color);
  return drawTable({
    head: head.length > 0 ? head.map((text) => [{ text: paint(text, 'head'), width: textWidth(text) }]) : undefined,
    rows: cells.map((row) => row.map((lines) => paintCell(lines, widest, paint))),
    rules,
  });
}

interface CleanLine {
  readonly text: string;
  readonly tone?: Tone;
}

function cleanLines(cell: Cell): readonly CleanLine[] {
  const lines: readonly Line[] = Array.isArray(cell) ? (cell as readonly Line[]) : [cell as Line];
  return lines.map((line) =>
    typeof line === 'string' ? { text: printable(line) } : { ...line, text: printable(line.text) },
  );
}

/** The maximum width of a cell with which the table fits. Narrow cells keep their width; the widest cells shrink. */
function widestColumn(rows: readonly (readonly (readonly CleanLine[])[])[], width: number): number {
  const natural: number[] = [];
  for (const row of rows) {
    for (const [at, lines] of row.entries()) {
      natural[at] ??= 0;
      for (const { text } of lines) natural[at] = Math.max(natural[at] ?? 0, textWidth(text));
    }
  }
  // In addition to its text, each cell takes two blanks and a border.
  const available = width - 3 * natural.length - 1;
  let widest = Math.max(minColumn, ...natural);
  while (widest > minColumn && sum(natural.map((each) => Math.min(each, widest))) > available) widest -= 1;
  return widest;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function paintCell(lines: readonly CleanLine[], width: number, paint: Paint): DrawnCell {
  return lines.flatMap(({ text, tone }) =>
    wrap(text, width).map((line) => ({
      text: tone === undefined ? line : paint(line, tone),
      width: textWidth(line),
    })),
  );
}

type Paint = (text: string, tone: Tone | 'head') => string;

function painter(color: boolean): Paint {
  const colors = pico.createColors(color);
  const tones = { good: colors.green, warning: colors.yellow, bad: colors.red, faint: colors.dim, head: colors.bold };
  return (text, tone) => tones[tone](text);
}
