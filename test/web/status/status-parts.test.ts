import fastify, { type FastifyInstance } from 'fastify';
import t, { type Test } from 'tap';
import { nameTargets } from '../../../src/discovery/targets.js';
import { systemClock } from '../../../src/net/clock.js';
import type { Exporter } from '../../../src/scrape/exporter.js';
import { addStatusPage } from '../../../src/web/status/status-routes.js';
import { fleetOf, nameOf } from '../../fixtures/fleet.js';
import { now } from '../../fixtures/report.js';

type Observation = Awaited<ReturnType<Exporter['observe']>>;

const seen: Observation = {
  reports: fleetOf(45, { 3: 'name', 17: 'ending', 20: 'down' }),
  evidence: { files: [], serving: [] },
};

function appOf(t: Test, observe: Exporter['observe'] = () => Promise.resolve(seen)): FastifyInstance {
  const app = fastify();
  t.teardown(() => app.close());
  const targets = nameTargets([]);
  const docs = { names: new Set<string>(), read: () => Promise.resolve('') };
  const clock = { ...systemClock, now: () => now };
  addStatusPage(app, { observe, targets: () => targets }, { version: '1.2.3', telemetryPath: '/m', docs, clock });
  return app;
}

void t.test('what is asked for is shown', async (t) => {
  const app = appOf(t);
  const { statusCode, body, headers } = await app.inject('/?severity=warning');
  t.equal(statusCode, 200);
  t.match(body, `</span> ${nameOf(17)}</h3>`);
  t.notMatch(body, `</span> ${nameOf(3)}</h3>`);
  t.equal(headers['refresh'], undefined, 'it does not refresh itself unasked');
  t.equal((await app.inject(`/?target=${nameOf(40)}`)).body.match(/<section class="target"/g)?.length, 1);
});

void t.test('what is not understood is 400, as text, and nothing is probed for it', async (t) => {
  let probes = 0;
  const app = appOf(t, () => {
    probes += 1;
    return Promise.resolve(seen);
  });
  const value = encodeURIComponent('<script>alert(1)</script>');
  for (const query of [`severity=${value}`, 'page=x', 'refresh=1', 'target=', 'target=a&target=b']) {
    const { statusCode, body, headers } = await app.inject(`/?${query}`);
    t.equal(statusCode, 400, query);
    t.match(headers['content-type'], 'text/html');
    t.match(headers['content-security-policy'], /^default-src 'none';/);
    t.match(body, 'Expected: ');
    t.notMatch(body, '<script');
  }
  t.equal(probes, 0);
  for (const query of [`target=${value}`, 'page=9']) {
    const { statusCode, body } = await app.inject(`/?${query}`);
    t.equal(statusCode, 400, query);
    t.notMatch(body, '<script');
  }
});

void t.test('the browser asks again for the same, if that is asked for', async (t) => {
  const app = appOf(t);
  const refresh = async (query: string) => (await app.inject(`/?${query}`)).headers['refresh'];
  t.equal(await refresh('refresh=60&severity=critical&x=1'), '60; url=?severity=critical&refresh=60');
  t.equal(await refresh('refresh=3600'), '3600; url=?refresh=3600');
  t.equal(await refresh('refresh=60&target=gone-*'), '60; url=?target=gone-*&refresh=60', 'it may come again');
  t.equal(await refresh('refresh=10'), undefined);
});

void t.test('different parts at the same time are of one observation', async (t) => {
  let probes = 0;
  let end: (observation: Observation) => void = () => undefined;
  const app = appOf(t, () => {
    probes += 1;
    return new Promise((resolve) => {
      end = resolve;
    });
  });
  const paths = ['/', '/?severity=critical', '/', '/?severity=critical&other=1', `/?target=${nameOf(3)}`];
  const asked = paths.map((path) => app.inject(path).then(({ body }) => body));
  await new Promise((resolve) => setImmediate(resolve));
  end(seen);
  const [whole, critical, wholeAgain, criticalAgain, one] = await Promise.all(asked);
  t.equal(probes, 1);
  t.equal(whole, wholeAgain);
  t.equal(critical, criticalAgain);
  t.equal(new Set([whole, critical, one]).size, 3);
});

void t.test('too many parts at the same time', async (t) => {
  let end: (observation: Observation) => void = () => undefined;
  const app = appOf(
    t,
    () =>
      new Promise((resolve) => {
        end = resolve;
      }),
  );
  const asked = Array.from({ length: 12 }, (_, at) => app.inject(`/?target=${nameOf(at)}`).then((answer) => answer));
  await new Promise((resolve) => setImmediate(resolve));
  end(seen);
  const answers = await Promise.all(asked);
  const refused = answers.filter(({ statusCode }) => statusCode === 503);
  t.equal(refused.length, 4);
  t.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 8);
  for (const { headers, body } of refused) {
    t.equal(headers['retry-after'], '1');
    t.match(body, 'Too many parts');
  }
});
