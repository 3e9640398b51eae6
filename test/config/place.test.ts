import t from 'tap';
import { createPlacer } from '../../src/config/place.js';

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
