import fc from 'fast-check';
import t from 'tap';
import { createHeldCache } from '../../src/bounds/held-cache.js';

const [kibibyte, mebibyte] = [1024, 1024 * 1024];

void t.test('what was used least recently is dropped', (t) => {
  const cache = createHeldCache<object>(mebibyte);
  const keys = Array.from({ length: 1_000 }, (_, index) => `key-${index}`);
  cache.set('first', { first: true }, kibibyte);
  for (const key of keys) {
    cache.set(key, {}, kibibyte);
    t.same(cache.get('first'), { first: true });
  }
  const kept = keys.filter((key) => cache.get(key) !== undefined);
  t.ok(kept.length > 600 && kept.length < 768, `${kept.length}`);
  t.same(kept, keys.slice(-kept.length));
  t.end();
});

void t.test('large values drop no small ones, and what is too large is not kept', (t) => {
  const cache = createHeldCache<object>(mebibyte);
  cache.set('small', {}, kibibyte);
  for (let index = 0; index < 100; index += 1) cache.set(`large-${index}`, {}, 100 * kibibyte);
  t.not(cache.get('small'), undefined);
  t.equal(cache.get('large-97'), undefined);
  t.not(cache.get('large-99'), undefined);
  cache.set('huge', {}, 300 * kibibyte);
  t.equal(cache.get('huge'), undefined);
  t.not(cache.get('large-99'), undefined);
  t.end();
});

void t.test('a value that has grown counts as it is now, and one that is too large by now is gone', (t) => {
  const cache = createHeldCache<object>(mebibyte);
  const value = {};
  for (const bytes of [kibibyte, 100 * kibibyte, kibibyte]) {
    cache.set('key', value, bytes);
    t.equal(cache.get('key'), value);
  }
  cache.set('key', value, mebibyte);
  t.equal(cache.get('key'), undefined);
  t.end();
});

void t.test('the sum stays below the limit, whatever is put in', (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(400 * kibibyte)), { maxLength: 300 }), (entries) => {
      const cache = createHeldCache<{ readonly bytes: number }>(mebibyte);
      for (const [key, bytes] of entries) cache.set(String(key), { bytes }, bytes);
      const held = [...new Set(entries.map(([key]) => String(key)))].flatMap((key) => cache.get(key) ?? []);
      return held.reduce((sum, { bytes }) => sum + bytes, 0) <= mebibyte;
    }),
  );
  t.end();
});
