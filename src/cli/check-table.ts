import { checkColumns, type Layout, layouts } from './check-columns.js';
import { type CheckResult, type EndpointRow, rowsOf, showsTargets } from './check-result.js';
import { printable } from './printable.js';
import { type Cell, type Line, renderTable } from './table.js';
import { textWidth } from './wrap.js';

/** One row for each endpoint, in the first of the layouts, from wide to narrow, that fits; nothing without endpoints. */
export function checkTable(
  result: CheckResult,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const rows = rowsOf(result);
  if (rows.length === 0) return '';
  const shown = {
    targets: showsTargets(result.targets),
    problems: rows.some(({ report }) => report.failures.length > 0),
  };
  const drawn = layouts.map((layout) => draw(rows, layout, shown));
  const { head, cells } = drawn.find((table) => widthOf(table) <= width) ?? drawn.at(-1) ?? { head: [], cells: [] };
  return renderTable({ head, rows: cells, color, width });
}

interface Drawn {
  readonly head: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
}

function draw(
  rows: readonly EndpointRow[],
  layout: Layout,
  shown: { readonly targets: boolean; readonly problems: boolean },
): Drawn {
  const columns = checkColumns(layout, shown);
  return { head: columns.map(({ head }) => head), cells: rows.map((row) => columns.map(({ cell }) => cell(row))) };
}

/** With what the table puts around each cell: two blanks and a border. */
function widthOf({ head, cells }: Drawn): number {
  const widths = head.map((text, at) =>
    Math.max(textWidth(text), ...cells.flatMap((row) => linesOf(row[at] ?? '')).map((line) => textWidth(line))),
  );
  return widths.reduce((sum, each) => sum + each + 3, 1);
}

function linesOf(cell: Cell): readonly string[] {
  const lines = Array.isArray(cell) ? (cell as readonly Line[]) : [cell as Line];
  return lines.map((line) => printable(typeof line === 'string' ? line : line.text));
}
