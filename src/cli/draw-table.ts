/** A line of a cell: its text, perhaps with escape sequences, and the number of columns that it takes. */
export interface DrawnLine {
  readonly text: string;
  readonly width: number;
}

/** The lines of a cell below each other. */
export type DrawnCell = readonly DrawnLine[];

export interface Drawing {
  readonly head: readonly DrawnCell[] | undefined;
  readonly rows: readonly (readonly DrawnCell[])[];
  /** Whether there are lines between the rows. */
  readonly rules: boolean;
}

/** Draws a frame around cells, as lines of text without a newline at the end. Without any row or heading, it is empty. */
export function drawTable({ head, rows, rules }: Drawing): string {
  const all = [...(head ? [head] : []), ...rows];
  if (all.length === 0) return '';
  const widths = columnWidths(all);
  const line = ([left, middle, right]: readonly [string, string, string]): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const body = all.flatMap((row, at) => {
    const isRuled = at > 0 && (rules || (at === 1 && head !== undefined));
    return [...(isRuled ? [line(['├', '┼', '┤'])] : []), ...rowLines(row, widths)];
  });
  return [line(['┌', '┬', '┐']), ...body, line(['└', '┴', '┘'])].join('\n');
}

/** Not by arguments of Math.max: a call has room for a hundred thousand of them. */
function columnWidths(rows: Drawing['rows']): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries())
      widths[at] = cell.reduce((widest, { width }) => Math.max(widest, width), widths[at] ?? 0);
  }
  return widths;
}

function rowLines(row: readonly DrawnCell[], widths: readonly number[]): readonly string[] {
  const height = Math.max(1, ...row.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) => {
    const texts = widths.map((width, column) => {
      const line = row[column]?.[at] ?? { text: '', width: 0 };
      return ` ${line.text}${' '.repeat(width - line.width)} `;
    });
    return `│${texts.join('│')}│`;
  });
}
