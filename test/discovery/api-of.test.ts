import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { apiOf } from '../../src/discovery/api-of.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { answerJson, startSimulatedApi } from '../kube/simulated-api.js';
import { apiOptions, loginAt } from './api-options-fixture.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
const config = await targetConfigWith({ addresses: ['10.0.0.1'] });

void t.test('asks as the user of the kubeconfig', async (t) => {
  const { port, seen } = await startSimulatedApi(t, serving.identity, answerJson({ '/x': {} }));
  const reading = loginAt(port, authority, 't0ken');
  const api = await apiOf(config, apiOptions(reading));
  t.match(api, { ok: true, way: { access: reading.access, family: undefined, proxy: undefined } });
  t.match(api.ok && (await api.client.get('/x')), { ok: true });
  t.match(seen, [{ headers: { authorization: 'Bearer t0ken' } }]);
});

void t.test('what cannot be read', async (t) => {
  const problems = [{ file: '/k', path: 'users', message: 'no' }];
  const failure = { kind: 'credentials', message: '/k: users: no' };
  t.same(await apiOf(config, apiOptions({ ok: false, problems })), { ok: false, failure });
  const credentials = { ok: false, ca: undefined, problems } as const;
  t.same(await apiOf(config, apiOptions({ ...loginAt(6443, authority), credentials })), { ok: false, failure });
});
