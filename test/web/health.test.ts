import fastify from 'fastify';
import t from 'tap';
import { addHealthRoutes, buildHealthApp } from '../../src/web/health.js';
import { listen } from './app-fixture.js';
import { get } from './get.js';

void t.test('only the health checks', async (t) => {
  let ready = true;
  const app = buildHealthApp(() => ready);
  t.teardown(() => app.close());
  const port = await listen(app);
  const ask = (path: string) => get({ port, path, plain: true });
  t.match(await ask('/-/healthy'), { status: 200, body: 'healthy\n', headers: { 'content-type': /^text\/plain/ } });
  t.match(await ask('/-/ready'), { status: 200 });
  for (const path of ['/', '/metrics', '/-/reload', '/probe?target=prod', '/sd']) {
    t.match(await ask(path), { status: 404, body: 'not found\n' }, path);
  }
  ready = false;
  t.match(await ask('/-/ready'), { status: 503 });
});

void t.test('healthy always, ready until the shutdown', async (t) => {
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
