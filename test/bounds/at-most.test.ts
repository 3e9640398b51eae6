import { LRUCache } from 'lru-cache';
import t from 'tap';
import { atMost } from '../../src/bounds/at-most.js';

void t.test('a cache of so many entries forgets the one that was used least recently', (t) => {
  const cache = new LRUCache<string, number>(atMost(3));
  for (const [at, key] of ['a', 'b', 'c'].entries()) cache.set(key, at);
  cache.get('a');
  cache.set('d', 3).set('c', 4);
  t.same(Object.fromEntries(cache.entries()), { a: 0, c: 4, d: 3 });
  t.end();
});
