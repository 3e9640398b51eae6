import t from 'tap';
import { hashSync } from 'bcryptjs';
import { appOf, securityOf } from './app-fixture.js';
import { onePiece } from '../fixtures/whole-text.js';

void t.test('a large answer makes Node warn of nothing', async (t) => {
  const body = 'a 1\n'.repeat(100_000);
  const { app } = await appOf(t, { collect: () => Promise.resolve(onePiece({ contentType: 'text/plain', body })) });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const warnings: Error[] = [];
  const note = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', note);
  t.teardown(() => process.off('warning', note));
  const headers = { 'accept-encoding': 'identity' };
  t.equal(await (await fetch(`${url}/metrics`, { headers })).text(), body);
  t.same(warnings, []);
});

void t.test('gzip if requested', async (t) => {
  const { app } = await appOf(t);
  for (const accept of ['text/plain', 'application/openmetrics-text']) {
    const answer = await app.inject({ url: '/metrics', headers: { accept, 'accept-encoding': 'gzip' } });
    t.equal(answer.headers['content-encoding'], 'gzip');
  }
});

void t.test('health, pages, and unknown paths', async (t) => {
  const { app } = await appOf(t);
  t.equal((await app.inject('/-/healthy')).body, 'healthy\n');
  t.equal((await app.inject('/-/ready')).body, 'ready\n');
  t.match((await app.inject('/')).headers['content-type'], /^text\/html/);
  t.equal((await app.inject('/docs/')).statusCode, 200);
  t.match(await app.inject('/nothing'), { statusCode: 404, body: 'not found\n' });
  t.equal(
    (
      await app.inject({
        method: 'POST',
        url: '/-/reload',
        headers: { 'content-type': 'text/plain' },
        body: 'a'.repeat(2000),
      })
    ).statusCode,
    413,
  );
});

void t.test('no pages if the metrics are at the root', async (t) => {
  const { app } = await appOf(t, {}, { telemetryPath: '/' });
  t.match((await app.inject('/')).headers['content-type'], /^text\/plain/);
  t.equal((await app.inject('/docs/')).statusCode, 404);
  t.equal((await app.inject('/plan.ics')).statusCode, 404);
});

void t.test('an internal error is logged, and hidden from the client', async (t) => {
  const { app, errors } = await appOf(t, { collect: () => Promise.reject(new Error('secret detail')) });
  t.match(await app.inject('/metrics'), { statusCode: 500, body: 'internal error\n' });
  t.same(errors, [{ path: '/metrics', error: 'secret detail' }]);
});

void t.test('the web configuration guards every path', async (t) => {
  const security = securityOf({
    users: new Map([['alice', hashSync('secret', 4)]]),
    headers: { 'X-Frame-Options': 'deny' },
  });
  const { app } = await appOf(t, {}, { security });
  const known = ['/', '/plan.ics', '/metrics', '/probe?target=prod', '/sd', '/docs/', '/-/healthy', '/-/ready'];
  const paths = [...known, '/nothing', '/%zz', '/%', '/docs/%ff', '/metrics?a=%zz'];
  for (const url of paths) {
    t.match(await app.inject(url), { statusCode: 401, headers: { 'x-frame-options': 'deny' } }, url);
  }
  t.equal((await app.inject({ method: 'POST', url: '/-/reload' })).statusCode, 401);
  const authorization = `Basic ${Buffer.from('alice:secret').toString('base64')}`;
  for (const url of known) {
    t.match(
      await app.inject({ url, headers: { authorization } }),
      { statusCode: 200, headers: { 'x-frame-options': 'deny' } },
      url,
    );
  }
});

void t.test('bodies of all types are ignored', async (t) => {
  const { app } = await appOf(t, { reload: () => Promise.resolve({ ok: true }) });
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'image/png', undefined]) {
    for (const payload of ['', '{']) {
      const headers = type === undefined ? {} : { 'content-type': type };
      const { statusCode } = await app.inject({ method: 'POST', url: '/-/reload', headers, payload });
      t.equal(statusCode, 200, `${type} ${payload}`);
    }
  }
});
