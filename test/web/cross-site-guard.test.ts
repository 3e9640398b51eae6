import t from 'tap';
import { isCrossSite } from '../../src/web/cross-site-guard.js';
import { appOf } from './app-fixture.js';

type Headers = Readonly<Record<string, string>>;

const host = 'exporter.example:10643';

/** What browsers and programs send; `Host` is added where it is missing. */
const refused: readonly Headers[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', origin: `http://${host}` },
  { 'sec-fetch-site': '' },
  { 'sec-fetch-site': 'same-origin, cross-site' },
  { origin: 'http://evil.example' },
  { origin: 'http://exporter.example' },
  { origin: 'http://exporter.example:80' },
  { origin: `http://${host}.evil.example` },
  { origin: `http://user@${host}` },
  { origin: 'null' },
  { origin: '' },
  { origin: `chrome-extension://${host}` },
  { origin: `http://${host}`, host: 'internal:10643' },
];
const accepted: readonly Headers[] = [
  {},
  { 'user-agent': 'curl/8.5.0' },
  { 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'same-origin', origin: 'https://public.example', host: 'internal:10643' },
  { origin: `http://${host}` },
  { origin: `https://${host.toUpperCase()}` },
  { origin: 'http://[::1]:10643', host: '[::1]:10643' },
];

void t.test('by Sec-Fetch-Site, or else by Origin; a program sends neither', (t) => {
  for (const headers of refused) t.equal(isCrossSite({ host, ...headers }), true, JSON.stringify(headers));
  for (const headers of accepted) t.equal(isCrossSite({ host, ...headers }), false, JSON.stringify(headers));
  t.equal(isCrossSite({ origin: 'http://' }), true, 'without Host, as in HTTP/1.0');
  t.end();
});

void t.test('only requests that could change something', async (t) => {
  let reloads = 0;
  const reload = () => {
    reloads += 1;
    return Promise.resolve({ ok: true } as const);
  };
  const { app } = await appOf(t, { reload });
  for (const headers of refused) {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      const answer = await app.inject({ method, url: '/-/reload', headers: { host, ...headers } });
      t.equal(answer.statusCode, 403);
    }
    t.equal((await app.inject({ url: '/metrics', headers: { host, ...headers } })).statusCode, 200);
  }
  t.equal(reloads, 0);
  for (const headers of accepted) {
    const answer = await app.inject({ method: 'POST', url: '/-/reload', headers: { host, ...headers } });
    t.equal(answer.statusCode, 200);
  }
  t.equal(reloads, accepted.length);
});
