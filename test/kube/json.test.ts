import t from 'tap';
import { items, record } from '../../src/kube/json.js';

void t.test('fields and items of anything', (t) => {
  const object = { a: 1 };
  t.equal(record(object), object);
  for (const other of [null, undefined, 'text', 1, true, [1]]) t.same(record(other), {});
  t.same(items([1]), [1]);
  for (const other of [null, undefined, 'text', { length: 1 }]) t.same(items(other), []);
  t.end();
});
