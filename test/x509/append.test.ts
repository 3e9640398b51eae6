import t from 'tap';
import { append } from '../../src/x509/append.js';

void t.test('values come one after the other, below their keys', (t) => {
  const lists = new Map<string, number[]>([['known', [1]]]);
  append(lists, 'known', 2);
  append(lists, 'new', 3);
  append(lists, 'new', 3);
  t.same(
    [...lists],
    [
      ['known', [1, 2]],
      ['new', [3, 3]],
    ],
  );
  t.end();
});
