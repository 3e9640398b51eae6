import t from 'tap';
import { createHeldCache } from '../../src/bounds/held-cache.js';
import { createRoom, maxBytesNow } from '../../src/bounds/room.js';

const mebibyte = 1024 * 1024;

void t.test('it grows with the need, within its limits, and shrinks only by more than half', (t) => {
  const { bytes, need } = createRoom(32 * mebibyte, 128 * mebibyte);
  const room = (needed: number): number => {
    need(needed * mebibyte);
    return bytes() / mebibyte;
  };
  t.equal(bytes(), 32 * mebibyte);
  t.same([0, 20, 40, 41, 60, 1000].map(room), [32, 32, 60, 64, 92, 128]);
  t.same([60, 42, 40, 0].map(room), [128, 128, 60, 60]);
  t.same([maxBytesNow(7), maxBytesNow(() => 8)], [7, 8]);
  t.end();
});

void t.test('a round of more values than there was room for is kept as soon as they are needed', (t) => {
  const { bytes, need } = createRoom(mebibyte, 16 * mebibyte);
  const cache = createHeldCache<object>(bytes);
  const keys = Array.from({ length: 2_000 }, (_, index) => `key-${index}`);
  const hits = (): number =>
    keys.filter((key) => {
      const isHit = cache.get(key) !== undefined;
      if (!isHit) cache.set(key, {}, 1024);
      return isHit;
    }).length;
  t.same([hits(), hits()], [0, 0], 'the least recently used is always what is needed next');
  need(2_000 * 1200);
  cache.set('another', {}, 1024);
  t.not(cache.get('key-1999'), undefined, 'what was there is taken over');
  t.notSame(hits(), 0);
  t.same([hits(), hits()], [2_000, 2_000]);
  t.end();
});

void t.test('less room drops what was used least recently', (t) => {
  let room = mebibyte;
  const cache = createHeldCache<object>(() => room);
  for (let index = 0; index < 100; index += 1) cache.set(`key-${index}`, {}, 1024);
  cache.get('key-0');
  room = 16 * 1024;
  cache.set('last', {}, 1024);
  t.not(cache.get('last'), undefined);
  t.not(cache.get('key-0'), undefined);
  t.not(cache.get('key-99'), undefined);
  t.equal(cache.get('key-50'), undefined);
  t.end();
});
