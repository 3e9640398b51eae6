import t from 'tap';
import { appOf, pending, rendered } from './app-fixture.js';

void t.test('text, or OpenMetrics when asked for', async (t) => {
  const { app } = await appOf(t);
  const text = await app.inject('/metrics');
  t.equal(text.statusCode, 200);
  t.equal(text.headers['content-type'], 'text/plain');
  const accept = 'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4';
  const open = await app.inject({ url: '/metrics', headers: { accept } });
  t.equal(open.headers['content-type'], 'application/openmetrics-text');
});

void t.test("Prometheus' timeout reaches the look", async (t) => {
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

void t.test('beyond the limit of scrapes under way: 503, and when to come again', async (t) => {
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

void t.test('a scrape that fails makes room too', async (t) => {
  const { app } = await appOf(t, { collect: () => Promise.reject(new Error('fault')) }, { maxRequests: 1 });
  for (let i = 0; i < 3; i++) t.equal((await app.inject('/metrics')).statusCode, 500);
});
