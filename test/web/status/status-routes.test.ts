import fastify, { type FastifyInstance } from 'fastify';
import t, { type Test } from 'tap';
import { systemClock } from '../../../src/net/clock.js';
import type { Exporter } from '../../../src/scrape/exporter.js';
import { addStatusPage } from '../../../src/web/status/status-routes.js';
import { loopback, now, report, target } from '../../fixtures/report.js';
import { nameTargets } from '../../../src/discovery/targets.js';

type Observation = Awaited<ReturnType<Exporter['observe']>>;

const seen: Observation = {
  reports: [target(report({ loopback: loopback({ notAfter: now + 3600 }) }))],
  evidence: { files: [], serving: [] },
};

const noTargets = nameTargets([]);

function appOf(
  t: Test,
  observe: Exporter['observe'],
  names: readonly string[] = [],
  targets: Exporter['targets'] = () => noTargets,
): FastifyInstance {
  const app = fastify();
  t.teardown(() => app.close());
  const docs = { names: new Set(names), read: () => Promise.resolve('') };
  addStatusPage(
    app,
    { observe, targets },
    { version: '1.2.3', telemetryPath: '/m', docs, clock: { ...systemClock, now: () => now } },
  );
  return app;
}

void t.test('the result of a probe, and links', async (t) => {
  const waits: number[] = [];
  const observe = (seconds: number): Promise<Observation> => {
    waits.push(seconds);
    return Promise.resolve(seen);
  };
  const runbook = 'runbooks/ApiserverLoopbackCertificateEnding.md';
  const { body, headers } = await appOf(t, observe, [runbook]).inject('/');
  t.match(headers['content-security-policy'], /^default-src 'none';/);
  t.match(body, '<h1>1 critical finding</h1>');
  t.match(body, '<a href="./m">Metrics</a>');
  t.match(body, '<a href="./docs/">Documentation</a>');
  t.match(body, `<a href="docs/${runbook}"`);
  t.same(waits, [10], 'a person does not wait for long');
});

void t.test('no links to documentation that is not installed', async (t) => {
  const { body } = await appOf(t, () => Promise.resolve(seen)).inject('/');
  t.notMatch(body, /Documentation|Runbook/);
});

void t.test('requests at the same time get the same page; a later one probes again', async (t) => {
  let probes = 0;
  let end: (observation: Observation) => void = () => undefined;
  const app = appOf(t, () => {
    probes += 1;
    return new Promise((resolve) => {
      end = resolve;
    });
  });
  const asked = [1, 2, 3].map(() => app.inject('/').then(({ body }) => body));
  await new Promise((resolve) => setImmediate(resolve));
  end(seen);
  const [first, ...others] = await Promise.all(asked);
  t.match(first, '1 critical finding');
  for (const other of others) t.equal(other, first);
  t.equal(probes, 1);
  const again = app.inject('/').then(({ statusCode }) => statusCode);
  await new Promise((resolve) => setImmediate(resolve));
  end(seen);
  t.equal(await again, 200);
  t.equal(probes, 2);
});

void t.test('a failed probe is not reused', async (t) => {
  let probes = 0;
  const app = appOf(t, () => {
    probes += 1;
    return probes === 1 ? Promise.reject(new Error('no')) : Promise.resolve(seen);
  });
  t.equal((await app.inject('/')).statusCode, 500);
  t.equal((await app.inject('/')).statusCode, 200);
});

void t.test('a request after a reload does not get a page that was begun before it', async (t) => {
  const ends: ((observation: Observation) => void)[] = [];
  let current = nameTargets([]);
  const observe = () => new Promise<Observation>((resolve) => ends.push(resolve));
  const app = appOf(t, observe, [], () => current);
  const ask = async () => (await app.inject('/')).body;
  const before = ask();
  await new Promise((resolve) => setImmediate(resolve));
  current = nameTargets([]);
  const after = [ask(), ask()];
  await new Promise((resolve) => setImmediate(resolve));
  t.equal(ends.length, 2);
  ends[0]?.({ ...seen, reports: [] });
  t.notMatch(await before, /critical finding/);
  ends[1]?.(seen);
  for (const body of await Promise.all(after)) t.match(body, '<h1>1 critical finding</h1>');
});
