import t from 'tap';
import { appOf, securityOf } from './app-fixture.js';

void t.test('on every answer, and they replace those of pages', async (t) => {
  const headers = { 'Content-Security-Policy': "default-src 'self'", 'Strict-Transport-Security': 'max-age=1' };
  const security = securityOf({ headers });
  const { app } = await appOf(t, {}, { security });
  for (const url of ['/', '/metrics', '/nothing', '/-/healthy']) {
    t.match((await app.inject(url)).headers, {
      'content-security-policy': "default-src 'self'",
      'strict-transport-security': 'max-age=1',
    });
  }
  security.change({});
  t.equal((await app.inject('/metrics')).headers['strict-transport-security'], undefined, 'as it is now');
});
