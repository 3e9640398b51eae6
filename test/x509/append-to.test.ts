import t from 'tap';
import { appendTo } from '../../src/x509/append-to.js';

void t.test('values come one after the other, below their keys', (t) => {
  const lists = new Map<string, number[]>([['known', [1]]]);
  appendTo(lists, 'known', 2);
  appendTo(lists, 'new', 3);
  appendTo(lists, 'new', 3);
  t.same(
    [...lists],
    [
      ['known', [1, 2]],
      ['new', [3, 3]],
    ],
  );
  t.end();
});
