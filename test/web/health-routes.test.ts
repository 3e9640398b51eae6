import fastify from 'fastify';
import t from 'tap';
import { addHealthRoutes } from '../../src/web/health-routes.js';

void t.test('healthy, and ready as long as it is', async (t) => {
  const app = fastify();
  t.teardown(() => app.close());
  let ready = true;
  addHealthRoutes(app, () => ready);
  t.equal((await app.inject('/-/healthy')).body, 'healthy\n');
  t.match(await app.inject('/-/ready'), { statusCode: 200, body: 'ready\n' });
  ready = false;
  t.match(await app.inject('/-/ready'), { statusCode: 503, body: 'shutting down\n' });
  t.equal((await app.inject('/-/healthy')).statusCode, 200);
});
