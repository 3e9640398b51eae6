import t from 'tap';
import { buildHealthApp } from '../../src/web/health-app.js';
import { listen } from './app-fixture.js';
import { get } from './get.js';

void t.test('health alone', async (t) => {
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
