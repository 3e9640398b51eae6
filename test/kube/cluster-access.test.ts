import t from 'tap';
import { hasUsableLogin, verifiedName } from '../../src/kube/cluster-access.js';
import { accessTo } from './simulated-api.js';

void t.test('tls-server-name takes precedence over the host', (t) => {
  const serverName = { kind: 'dns', text: 'kubernetes' } as const;
  t.equal(verifiedName(accessTo(1)).text, '127.0.0.1');
  t.equal(verifiedName(accessTo(1, { serverName })), serverName);
  t.end();
});

void t.test('when a login may be used', (t) => {
  t.equal(hasUsableLogin(accessTo(1)), true);
  t.equal(hasUsableLogin(accessTo(1, { insecure: true })), false);
  t.equal(hasUsableLogin(accessTo(1, { unsupported: [{ file: 'f', path: 'p', message: 'm' }] })), false);
  t.end();
});
