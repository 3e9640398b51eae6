import type { FastifyInstance } from 'fastify';
import t, { type Test } from 'tap';
import type { Exporter } from '../../src/exporter/exporter.js';
import { buildApp } from '../../src/web/app.js';

const rendered = (format: string) => ({
  contentType: format === 'text' ? 'text/plain' : 'application/openmetrics-text',
  body: `${format}\n`.repeat(500),
});

/** The routes on an exporter that is not there. */
async function appOf(
  t: Test,
  exporter: Partial<Exporter> = {},
  maxRequests = 40,
): Promise<{ app: FastifyInstance; errors: unknown[] }> {
  const errors: unknown[] = [];
  const app = await buildApp({
    telemetryPath: '/metrics',
    maxRequests,
    version: '1.2.3',
    log: { error: (fields: unknown) => errors.push(fields) },
    exporter: {
      collect: (_seconds, format) => Promise.resolve(rendered(format)),
      probe: (target, _address, _seconds, format) => Promise.resolve(target === 'prod' ? rendered(format) : undefined),
      look: () => Promise.resolve({ reports: [], evidence: { files: [], serving: [] } }),
      targets: () => [{ name: 'prod', labels: {}, timeout: 5, find: () => Promise.reject(new Error('not asked')) }],
      reload: () => Promise.resolve({ ok: true }),
      ...exporter,
    },
  });
  t.teardown(() => app.close());
  return { app, errors };
}

void t.test('text, or OpenMetrics when asked for', async (t) => {
  const { app } = await appOf(t);
  const text = await app.inject('/metrics');
  t.equal(text.statusCode, 200);
  t.equal(text.headers['content-type'], 'text/plain');
  const accept = 'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4';
  const open = await app.inject({ url: '/metrics', headers: { accept } });
  t.equal(open.headers['content-type'], 'application/openmetrics-text');
});

void t.test('gzip when asked for', async (t) => {
  const { app } = await appOf(t);
  for (const accept of ['text/plain', 'application/openmetrics-text']) {
    const answer = await app.inject({ url: '/metrics', headers: { accept, 'accept-encoding': 'gzip' } });
    t.equal(answer.headers['content-encoding'], 'gzip');
  }
});

void t.test("Prometheus' timeout reaches the look", async (t) => {
  const asked: number[] = [];
  const { app } = await appOf(t, {
    collect: (seconds, format) => {
      asked.push(seconds);
      return Promise.resolve(rendered(format));
    },
  });
  await app.inject({ url: '/metrics', headers: { 'x-prometheus-scrape-timeout-seconds': '10' } });
  await app.inject('/metrics');
  t.same(asked, [9.5, Infinity]);
});

void t.test('beyond the limit of scrapes under way: 503, and when to come again', async (t) => {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const { app } = await appOf(t, { collect: (_seconds, format) => ended.then(() => rendered(format)) }, 2);
  const [first, second] = [
    app.inject('/metrics').then((answer) => answer),
    app.inject('/metrics').then((answer) => answer),
  ];
  await new Promise((resolve) => setImmediate(resolve));
  const third = await app.inject('/metrics');
  t.equal(third.statusCode, 503);
  t.equal(third.headers['retry-after'], '1');
  end();
  t.same(
    (await Promise.all([first, second])).map(({ statusCode }) => statusCode),
    [200, 200],
  );
  t.equal((await app.inject('/metrics')).statusCode, 200);
});

void t.test('/probe: a configured target, and no other', async (t) => {
  const { app } = await appOf(t);
  t.equal((await app.inject('/probe?target=prod')).statusCode, 200);
  t.equal((await app.inject('/probe?target=prod&address=10.0.0.1:6443')).statusCode, 200);
  t.equal((await app.inject('/probe?target=other')).statusCode, 404);
  t.equal((await app.inject('/probe')).statusCode, 400);
  t.equal((await app.inject(`/probe?target=${'x'.repeat(600)}`)).statusCode, 400);
  t.equal((await app.inject('/probe?target=a&target=b')).statusCode, 400);
});

void t.test("/sd: each target as Prometheus' service discovery has it", async (t) => {
  const { app } = await appOf(t);
  const answer = await app.inject('/sd');
  t.match(answer.headers['content-type'], /^application\/json/);
  t.same(answer.json(), [{ targets: ['prod'], labels: { __metrics_path__: '/probe', __param_target: 'prod' } }]);
});

void t.test('reload says every problem', async (t) => {
  const { app } = await appOf(t);
  t.equal((await app.inject({ method: 'POST', url: '/-/reload' })).statusCode, 200);
  t.equal((await app.inject({ method: 'PUT', url: '/-/reload' })).statusCode, 200);
  t.equal((await app.inject('/-/reload')).statusCode, 404, 'a link cannot');
  const problem = {
    file: 'exporter.yml',
    line: 3,
    column: 5,
    path: 'targets',
    message: 'found nothing, expected a list',
  };
  const broken = await appOf(t, { reload: () => Promise.resolve({ ok: false, problems: [problem, problem] }) });
  const answer = await broken.app.inject({ method: 'POST', url: '/-/reload' });
  t.equal(answer.statusCode, 400);
  t.equal(answer.body, 'exporter.yml:3:5: targets: found nothing, expected a list\n'.repeat(2));
});

void t.test('health, and what is not there', async (t) => {
  const { app } = await appOf(t);
  t.equal((await app.inject('/-/healthy')).body, 'healthy\n');
  t.equal((await app.inject('/-/ready')).body, 'ready\n');
  t.match((await app.inject('/')).body, '<a href="./metrics">');
  t.equal((await app.inject('/nothing')).statusCode, 404);
  t.equal((await app.inject('/nothing')).body, 'not found\n');
});

void t.test('a fault of ours is logged, and hidden', async (t) => {
  const { app, errors } = await appOf(t, { collect: () => Promise.reject(new Error('secret detail')) });
  const answer = await app.inject('/metrics');
  t.equal(answer.statusCode, 500);
  t.equal(answer.body, 'internal error\n');
  t.same(errors, [{ path: '/metrics', error: 'secret detail' }]);
});
