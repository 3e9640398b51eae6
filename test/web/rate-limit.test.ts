import fastify from 'fastify';
import t from 'tap';
import { addRateLimit } from '../../src/web/rate-limit.js';
import { securityOf } from './app-fixture.js';

void t.test('429 beyond the rate, and when to come again', async (t) => {
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
  security.change({ rateLimit: { interval: 1, burst: 5 } });
  t.same(await statuses(6), [200, 200, 200, 200, 200, 429], 'a new limit holds at once');
  security.change({});
  t.same(await statuses(3), [200, 200, 200], 'none');
});
