import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { aggregatedFleet } from '../../src/discovery/aggregated-fleet.js';
import type { AccessReading } from '../../src/kube/access-reader.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { answerJson, startSimulatedApi } from '../kube/simulated-api.js';
import { apiOptions, loginAt } from './api-options-fixture.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
const config = await targetConfigWith({ name: 'east', addresses: ['10.9.9.9'] });

const apiServices = '/apis/apiregistration.k8s.io/v1/apiservices?limit=100';
const slices =
  '/apis/discovery.k8s.io/v1/namespaces/apis/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dsample&limit=5';
const local = { metadata: { name: 'v1.apps' }, spec: {} };
const remote = {
  metadata: { name: 'v1.sample' },
  spec: { service: { namespace: 'apis', name: 'sample' }, caBundle: Buffer.from(authority.pem).toString('base64') },
};

const fleetOf = (reading: AccessReading) => aggregatedFleet(config, apiOptions(reading));

/** A fleet of the API that answers so, once it is listed. */
async function listed(t: Parameters<typeof startSimulatedApi>[0], answers: Readonly<Record<string, unknown>>) {
  const { port } = await startSimulatedApi(t, serving.identity, answerJson(answers));
  const group = fleetOf(loginAt(port, authority));
  await group.fleet?.refresh(Infinity);
  return group;
}

void t.test('every aggregated API server', async (t) => {
  const { entry, fleet } = await listed(t, {
    [apiServices]: { items: [local, remote] },
    [slices]: { items: [{ ports: [{ name: '', port: 8443 }], endpoints: [{ addresses: ['10.0.0.1'] }] }] },
    '/api/v1/namespaces/apis/services/sample': { spec: { ports: [{ port: 443 }] } },
  });
  t.match(await entry.find(), { success: true, fleet: { targets: 1 }, notes: [] });
  const [member] = fleet?.known() ?? [];
  t.equal(member?.name, 'east/sample.apis');
  t.match(await member?.as('east/sample.apis').find(), {
    success: true,
    target: { addresses: [{ host: { text: '10.0.0.1' }, port: 8443 }], ca: { length: 1 } },
  });
});

void t.test('none, and no answer', async (t) => {
  const none = await listed(t, { [apiServices]: { items: [local] } });
  const notes = ['no APIService names a service: kube-apiserver itself answers all 1'];
  t.match(await none.entry.find(), { success: true, fleet: { targets: 0 }, notes });
  const lost = await listed(t, {});
  t.match(await lost.entry.find(), { success: false, notes: [/status 404/] });
  const unreadable = fleetOf({ ok: false, problems: [{ file: '/k', path: 'users', message: 'no' }] });
  await unreadable.fleet?.refresh(Infinity);
  t.match(await unreadable.entry.find(), { success: false, notes: ['/k: users: no'] });
});
