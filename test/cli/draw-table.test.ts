import t from 'tap';
import { type DrawnCell, drawTable } from '../../src/cli/draw-table.js';

const cell = (...lines: readonly string[]): DrawnCell => lines.map((text) => ({ text, width: text.length }));

void t.test('cells of several lines, in columns as wide as their widest line', (t) => {
  const rows = [
    [cell('a', 'bb'), cell('c')],
    [cell(), cell('ddd')],
  ];
  t.equal(
    drawTable({ head: undefined, rows, rules: true }),
    ['┌────┬─────┐', '│ a  │ c   │', '│ bb │     │', '├────┼─────┤', '│    │ ddd │', '└────┴─────┘'].join('\n'),
  );
  t.end();
});

void t.test('a line below the heading, also without lines between the rows', (t) => {
  const rows = [[cell('1')], [cell('2')]];
  t.equal(
    drawTable({ head: [cell('n')], rows, rules: false }),
    ['┌───┐', '│ n │', '├───┤', '│ 1 │', '│ 2 │', '└───┘'].join('\n'),
  );
  t.notMatch(drawTable({ head: undefined, rows, rules: false }), /├/);
  t.end();
});

void t.test('the width counts, not the length, and a row may lack cells', (t) => {
  const painted: DrawnCell = [{ text: '\u001b[1m東\u001b[22m', width: 2 }];
  t.equal(
    drawTable({ head: undefined, rows: [[painted, cell('b')], [cell('abc')]], rules: false }),
    ['┌─────┬───┐', '│ \u001b[1m東\u001b[22m  │ b │', '│ abc │   │', '└─────┴───┘'].join('\n'),
  );
  t.equal(drawTable({ head: undefined, rows: [], rules: true }), '');
  t.end();
});

void t.test('cells of more lines than a call takes arguments', (t) => {
  const lines: DrawnCell = Array.from({ length: 200_000 }, () => ({ text: 'a', width: 1 }));
  const rows = [[lines], ...Array.from({ length: 200_000 }, () => [cell('b')])];
  t.equal(drawTable({ head: undefined, rows, rules: false }).split('\n').length, 400_002);
  t.end();
});
