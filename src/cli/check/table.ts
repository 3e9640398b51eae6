import { type EndpointView, targetViews } from '../../findings/target-view.js';
import { printable } from '../../text/printable.js';
import { type Cell, type Line, renderTable } from '../table.js';
import { textWidth } from '../wrap.js';
import { checkColumns, type Column } from './columns.js';
import { type CheckResult, showsTargets } from './result.js';

/** One row for each endpoint, in the widest layout that fits. Empty if there are no endpoints. */
export function checkTable(
  result: CheckResult,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const rows = targetViews(result.targets, result.findings).flatMap(({ endpoints }) => endpoints);
  if (rows.length === 0) return '';
  const shown = {
    targets: showsTargets(result.targets),
    problems: rows.some(({ report }) => report.failures.length > 0),
  };
  const roomy = (['wide', 'medium'] as const).map((layout) => checkColumns(layout, shown, result.now));
  const columns = roomy.find((each) => widthOf(each, rows) <= width) ?? checkColumns('narrow', shown, result.now);
  return renderTable({
    head: columns.map(({ head }) => head),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
    color,
    width,
  });
}

/** The width of the table, including the two blanks and the border around each cell. */
function widthOf(columns: readonly Column[], rows: readonly EndpointView[]): number {
  const widths = columns.map(({ head, cell }) =>
    Math.max(...[head, ...rows.flatMap((row) => linesOf(cell(row)))].map(textWidth)),
  );
  return widths.reduce((sum, each) => sum + each + 3, 1);
}

function linesOf(cell: Cell): readonly string[] {
  const lines = Array.isArray(cell) ? (cell as readonly Line[]) : [cell as Line];
  return lines.map((line) => printable(typeof line === 'string' ? line : line.text));
}
