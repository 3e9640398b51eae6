import fc from 'fast-check';
import t from 'tap';
import { renderTable } from '../../src/cli/table.js';

const plain = { color: false, width: 80 };

void t.test('a table with a heading', (t) => {
  const table = renderTable({
    ...plain,
    head: ['endpoint', 'until'],
    rows: [['10.0.0.1:6443', ['2027-11-20', '364d left']]],
  });
  t.equal(
    table,
    [
      '┌───────────────┬────────────┐',
      '│ endpoint      │ until      │',
      '├───────────────┼────────────┤',
      '│ 10.0.0.1:6443 │ 2027-11-20 │',
      '│               │ 364d left  │',
      '└───────────────┴────────────┘',
    ].join('\n'),
  );
  t.end();
});

void t.test('lines between rows, or none', (t) => {
  const rows = [['a'], ['b']];
  t.match(renderTable({ ...plain, rows }), /├───┤/);
  t.notMatch(renderTable({ ...plain, rows, rules: false }), /├───┤/);
  t.end();
});

void t.test('tones are colours only if colour is enabled', (t) => {
  const rows = [(['good', 'warning', 'bad', 'faint'] as const).map((tone) => ({ text: tone, tone }))];
  t.notMatch(renderTable({ ...plain, head: ['a', 'b', 'c', 'd'], rows }), /\u001b/);
  const painted = renderTable({ head: ['a', 'b', 'c', 'd'], rows, color: true, width: 80 });
  for (const [code, text] of [
    [32, 'good'],
    [33, 'warning'],
    [31, 'bad'],
    [2, 'faint'],
    [1, 'a'],
  ] as const) {
    t.ok(painted.includes(`\u001b[${code}m${text}`), text);
  }
  t.end();
});

void t.test('the widest column shrinks on a narrow terminal', (t) => {
  const rows = [['subject', 'a '.repeat(40), 'x'.repeat(30)]];
  const lines = renderTable({ color: false, width: 50, rows }).split('\n');
  t.equal(new Set(lines.map((line) => line.length)).size, 1);
  t.ok((lines[0]?.length ?? 0) <= 50);
  t.match(lines[1], /subject/, 'narrow cells stay whole');
  const narrow = renderTable({ color: false, width: 1, rows }).split('\n')[0] ?? '';
  t.equal(narrow.length, 7 + 8 + 8 + 10, 'but not for ever');
  t.equal(renderTable({ ...plain, rows: [] }), '');
  t.end();
});

void t.test('hostile text stays inside its cell', (t) => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 4 }), (cells) => {
      const lines = renderTable({ color: false, width: 60, rows: [cells] }).split('\n');
      return lines.slice(1, -1).every((line) => line.startsWith('│') && line.endsWith('│') && !line.includes('\u001b'));
    }),
    { numRuns: 25 },
  );
  t.end();
});
