import t from 'tap';
import { appOf } from './app-fixture.js';

void t.test('reload, by POST and PUT', async (t) => {
  const { app } = await appOf(t);
  t.equal((await app.inject({ method: 'POST', url: '/-/reload' })).statusCode, 200);
  t.equal((await app.inject({ method: 'PUT', url: '/-/reload' })).statusCode, 200);
  t.equal((await app.inject('/-/reload')).statusCode, 404, 'a link cannot');
});

void t.test('unless it is enabled, the answer is that of Prometheus', async (t) => {
  const reload = () => Promise.reject(new Error('not to be called'));
  const { app } = await appOf(t, { reload }, { enableLifecycle: false });
  for (const method of ['POST', 'PUT'] as const) {
    const answer = await app.inject({ method, url: '/-/reload' });
    t.equal(answer.statusCode, 403);
    t.equal(answer.body, 'Lifecycle API is not enabled.');
  }
});

void t.test('every problem of a configuration that is not accepted', async (t) => {
  const problem = {
    file: 'exporter.yml',
    line: 3,
    column: 5,
    path: 'targets',
    message: 'found nothing, expected a list',
  };
  const { app } = await appOf(t, { reload: () => Promise.resolve({ ok: false, problems: [problem, problem] }) });
  const answer = await app.inject({ method: 'POST', url: '/-/reload' });
  t.equal(answer.statusCode, 400);
  t.equal(answer.body, 'exporter.yml:3:5: targets: found nothing, expected a list\n'.repeat(2));
});
