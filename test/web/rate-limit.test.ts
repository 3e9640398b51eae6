import fc from 'fast-check';
import fastify from 'fastify';
import t from 'tap';
import { addRateLimit, createTokenBucket } from '../../src/web/rate-limit.js';
import { securityOf } from './app-fixture.js';

void t.test('429 with Retry-After beyond the rate', async (t) => {
  const security = securityOf({ rateLimit: { interval: 1.5, burst: 2 } });
  let now = 0;
  const app = fastify();
  t.teardown(() => app.close());
  addRateLimit(app, security.web, () => now);
  app.get('/', (_request, reply) => reply.send('hello\n'));
  const statuses = async (times: number) => {
    const all = [];
    for (let i = 0; i < times; i++) all.push((await app.inject('/')).statusCode);
    return all;
  };
  t.same(await statuses(3), [200, 200, 429]);
  t.equal((await app.inject('/')).headers['retry-after'], '2');
  now = 1500;
  t.same(await statuses(2), [200, 429]);
  security.change({ rateLimit: { interval: 1.5, burst: 2 } });
  t.same(await statuses(1), [429], 'the same limit, read again, grants nothing anew');
  security.change({ rateLimit: { interval: 1, burst: 5 } });
  t.same(await statuses(6), [200, 200, 200, 200, 200, 429], 'a new limit holds at once');
  security.change({});
  t.same(await statuses(3), [200, 200, 200], 'none');
});

void t.test('a burst, then one request per interval', (t) => {
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

void t.test('never more requests than the rate and the burst allow', (t) => {
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
