import t from 'tap';
import type { Exporter } from '../../src/scrape/exporter.js';
import { scrapeTimeout } from '../../src/web/metrics-routes.js';
import { appOf, pending, rendered } from './app-fixture.js';

void t.test('text, or OpenMetrics if requested', async (t) => {
  const { app } = await appOf(t);
  const text = await app.inject('/metrics');
  t.equal(text.statusCode, 200);
  t.equal(text.headers['content-type'], 'text/plain');
  const accept = 'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4';
  const open = await app.inject({ url: '/metrics', headers: { accept } });
  t.equal(open.headers['content-type'], 'application/openmetrics-text');
});

void t.test("Prometheus' timeout reaches the probe", async (t) => {
  const asked: number[] = [];
  const { app } = await appOf(t, {
    collect: (seconds, format) => {
      asked.push(seconds);
      return Promise.resolve(rendered(format));
    },
  });
  for (const header of ['10', 'NaN', 'Inf', '-1', '999999999', '1e9']) {
    await app.inject({ url: '/metrics', headers: { 'x-prometheus-scrape-timeout-seconds': header } });
  }
  await app.inject('/metrics');
  t.same(asked, [9.5, Infinity, Infinity, Infinity, 999999998.5, Infinity, Infinity]);
});

void t.test('too many scrapes at once: 503 with Retry-After', async (t) => {
  const { promise, keep } = pending<undefined>();
  const { app } = await appOf(
    t,
    { collect: (_seconds, format) => promise.then(() => rendered(format)) },
    { maxRequests: 2 },
  );
  const underWay = ['/metrics', '/metrics'].map((url) => app.inject(url).then((answer) => answer));
  await new Promise((resolve) => setImmediate(resolve));
  for (const url of ['/metrics', '/probe?target=prod']) {
    const turnedAway = await app.inject(url);
    t.equal(turnedAway.statusCode, 503, url);
    t.equal(turnedAway.headers['retry-after'], '1');
  }
  keep(undefined);
  t.same(
    (await Promise.all(underWay)).map(({ statusCode }) => statusCode),
    [200, 200],
  );
  t.equal((await app.inject('/metrics')).statusCode, 200);
});

void t.test('a client that scrapes too often keeps nobody else out', async (t) => {
  const { promise, keep } = pending<undefined>();
  const collect: Exporter['collect'] = (_seconds, format) => promise.then(() => rendered(format));
  const { app } = await appOf(t, { collect }, { maxRequests: 4 });
  const ask = (remoteAddress: string) =>
    app.inject({ url: '/metrics', remoteAddress }).then(({ statusCode }) => statusCode);
  const greedy = Array.from({ length: 6 }, () => ask('10.0.0.1'));
  await new Promise((resolve) => setImmediate(resolve));
  const others = ['10.0.0.2', '::ffff:10.0.0.3'].map(ask);
  await new Promise((resolve) => setImmediate(resolve));
  keep(undefined);
  t.same(await Promise.all(others), [200, 200]);
  t.same((await Promise.all(greedy)).toSorted(), [200, 200, 503, 503, 503, 503]);
});

void t.test('a failed scrape makes room too', async (t) => {
  const { app } = await appOf(t, { collect: () => Promise.reject(new Error('fault')) }, { maxRequests: 1 });
  for (let i = 0; i < 3; i++) t.equal((await app.inject('/metrics')).statusCode, 500);
});

void t.test("Prometheus' timeout, less the time for rendering and sending", (t) => {
  t.equal(scrapeTimeout('10'), 9.5);
  t.equal(scrapeTimeout('10.000000'), 9.5, 'as Prometheus writes it');
  t.equal(scrapeTimeout('1'), 0.5);
  t.equal(scrapeTimeout('0.8'), 0.4, 'a short one keeps its half');
  t.equal(scrapeTimeout('0.000000001'), 0.0000000005);
  t.equal(scrapeTimeout('999999999'), 999_999_998.5);
  t.end();
});

void t.test('no limit if the header is absent or not a positive number', (t) => {
  for (const header of [
    undefined,
    '',
    '0',
    '0.0',
    '-1',
    '+1',
    'NaN',
    'Inf',
    'Infinity',
    '1e3',
    '0x10',
    ' 1',
    '1,5',
    '1s',
  ]) {
    t.equal(scrapeTimeout(header), Infinity, JSON.stringify(header));
  }
  t.equal(scrapeTimeout('1'.repeat(10)), Infinity, 'thirty years');
  t.equal(scrapeTimeout(['5', '6']), Infinity, 'sent twice');
  t.end();
});
