import t from 'tap';
import { itemsOf, property } from '../../src/kube/property.js';

void t.test('properties and items of anything', (t) => {
  t.equal(property({ a: 1 }, 'a'), 1);
  for (const value of [undefined, null, 5, 'text', {}, []]) t.equal(property(value, 'a'), undefined);
  t.same(itemsOf({ a: [1, 2] }, 'a'), [1, 2]);
  for (const value of [null, { a: 5 }, { a: {} }]) t.same(itemsOf(value, 'a'), []);
  t.end();
});
