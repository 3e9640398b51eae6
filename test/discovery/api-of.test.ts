import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { apiOf } from '../../src/discovery/api-of.js';
import type { AccessReading } from '../../src/kube/access-reader.js';
import { systemClock } from '../../src/net/clock.js';
import { direct } from '../../src/net/proxy-environment.js';
import { createSecret } from '../../src/net/secret.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { accessTo, answerJson, startSimulatedApi } from '../kube/simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
const config = await targetConfigWith({ addresses: ['10.0.0.1'] });

const options = (reading: AccessReading) => ({
  readAccess: () => Promise.resolve(reading),
  userAgent: 'test',
  environment: direct,
  ...toKnownServers,
  clock: systemClock,
});

void t.test('asks as the user of the kubeconfig', async (t) => {
  const { port, seen } = await startSimulatedApi(t, serving.identity, answerJson({ '/x': {} }));
  const credentials = { ca: [authority.der], clientCertificate: undefined, token: createSecret('t0ken') };
  const access = accessTo(port);
  const api = await apiOf(config, options({ ok: true, access, credentials: { ok: true, credentials } }));
  t.match(api, { ok: true, way: { access, family: undefined, proxy: undefined } });
  t.match(api.ok && (await api.client.get('/x')), { ok: true });
  t.match(seen, [{ headers: { authorization: 'Bearer t0ken' } }]);
});

void t.test('what cannot be read', async (t) => {
  const problems = [{ file: '/k', path: 'users', message: 'no' }];
  const failure = { kind: 'credentials', message: '/k: users: no' };
  t.same(await apiOf(config, options({ ok: false, problems })), { ok: false, failure });
  const credentials = { ok: false, ca: undefined, problems } as const;
  t.same(await apiOf(config, options({ ok: true, access: accessTo(6443), credentials })), { ok: false, failure });
});
