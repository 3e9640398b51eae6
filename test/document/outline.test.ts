import t from 'tap';
import { buildOutline, createPlacer, type Mark, outlineAt } from '../../src/document/outline.js';

const end: Mark = { kind: 'end' };
const text = (at: number | undefined, text: string): Mark => ({ kind: 'scalar', at, text });

/** The marks of `a: [x, {b:}]`, with nothing after b. */
const marks: readonly Mark[] = [
  { kind: 'mapping', at: 1 },
  text(1, 'a'),
  { kind: 'sequence', at: 4 },
  text(5, 'x'),
  { kind: 'mapping', at: 8 },
  text(9, 'b'),
  text(undefined, ''),
  end,
  text(undefined, ''),
  end,
  end,
];

void t.test('the outline has the positions of each value and its key', (t) => {
  const outline = buildOutline(marks);
  const at = (...path: (string | number)[]) => {
    const { at, keyAt } = outlineAt(outline, path);
    return [at, keyAt];
  };
  t.same(at(), [1, undefined]);
  t.same(at('a'), [4, 1]);
  t.same(at('a', 0), [5, undefined]);
  t.same(at('a', 1), [8, undefined]);
  t.same(at('a', 1, 'b'), [9, 9], 'an empty value is where its key is');
  t.same(at('a', 2), [4, undefined], 'an empty item is where its list is');
  t.end();
});

void t.test('a missing value gets the position of its surroundings', (t) => {
  const outline = buildOutline(marks);
  t.equal(outlineAt(outline, ['c']).at, 1);
  t.equal(outlineAt(outline, ['a', 7, 'b']).at, 4);
  t.equal(outlineAt(buildOutline([]), ['c']).at, 0);
  t.equal(outlineAt(buildOutline([text(undefined, '')]), []).at, 0);
  t.end();
});

void t.test('a value whose key has no position', (t) => {
  const outline = buildOutline([{ kind: 'mapping', at: 1 }, text(undefined, 'a'), text(undefined, ''), end]);
  t.same(outlineAt(outline, ['a']), { at: 0, keyAt: undefined, children: new Map() });
  t.end();
});

void t.test('truncated marks do no harm', (t) => {
  for (let length = 0; length < marks.length; length++) {
    t.type(outlineAt(buildOutline(marks.slice(0, length)), ['a', 1, 'b']).at, 'number');
  }
  t.end();
});

void t.test('lines end with LF, CR LF or CR', (t) => {
  const place = createPlacer('ab\ncd\r\n\re');
  const table: readonly [offset: number, line: number, column: number][] = [
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [6, 2, 4],
    [7, 3, 1],
    [8, 4, 1],
    [9, 4, 2],
  ];
  for (const [offset, line, column] of table) t.same(place(offset), { line, column }, `offset ${offset}`);
  t.same(createPlacer('')(0), { line: 1, column: 1 });
  t.end();
});
