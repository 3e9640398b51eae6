import fc from 'fast-check';
import t from 'tap';
import { createTokenBucket } from '../../src/web/token-bucket.js';

void t.test('a burst, and then one each interval', (t) => {
  let now = 0;
  const take = createTokenBucket({ interval: 0.5, burst: 2 }, () => now);
  t.same([take(), take(), take()], [true, true, false]);
  now = 499;
  t.equal(take(), false);
  now = 500;
  t.same([take(), take()], [true, false]);
  now = 100_000;
  t.same([take(), take(), take()], [true, true, false], 'never more than the burst');
  t.end();
});

void t.test('never more in any time than the rate and the burst allow', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 900 })), (burst, steps) => {
      let now = 0;
      const take = createTokenBucket({ interval: 1, burst }, () => now);
      let taken = 0;
      for (const step of steps) {
        now += step;
        if (take()) taken += 1;
        if (taken > burst + now / 1000) return false;
      }
      return true;
    }),
  );
  t.end();
});
