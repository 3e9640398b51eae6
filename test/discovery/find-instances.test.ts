import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { findInstances } from '../../src/discovery/find-instances.js';
import { kubeconfigTarget } from '../../src/discovery/kubeconfig-target.js';
import { createNodeLister } from '../../src/kube/list-nodes.js';
import { systemClock } from '../../src/net/clock.js';
import { direct } from '../../src/net/proxy-environment.js';
import { createSecret } from '../../src/net/secret.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { loadedCas } from './cas-fixture.js';
import { accessTo, answerJson, startSimulatedApi } from '../kube/simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes.default.svc'],
  ipAddresses: ['127.0.0.1'],
});

/** An API server that lists these addresses, the first part of which an attacker would choose. */
async function listing(t: Test, addresses: readonly string[], port: unknown = 6443) {
  const metadata = { name: 'kubernetes', labels: { 'kubernetes.io/service-name': 'kubernetes' } };
  const slice = { metadata, ports: [{ name: 'https', port }], endpoints: [{ addresses }] };
  const path =
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';
  const api = await startSimulatedApi(t, serving.identity, answerJson({ [path]: { items: [slice] } }));
  const credentials = { ca: [authority.der], clientCertificate: undefined, token: createSecret('token') };
  const options = {
    readAccess: () =>
      Promise.resolve({ ok: true, access: accessTo(api.port), credentials: { ok: true, credentials } } as const),
    askCa: loadedCas()(undefined),
    userAgent: 'test',
    environment: direct,
    ...toKnownServers,
    clock: systemClock,
  };
  return { ...api, options };
}

const listNodes = createNodeLister(systemClock, 5);

const configured = (change: object = {}) =>
  targetConfigWith({
    addresses: [],
    kubeconfig: { file: '/admin.conf' },
    discovery: 'kubernetes',
    loopback: false,
    ...change,
  });

const hostile = [
  '127.0.0.1',
  '::ffff:169.254.169.254',
  '64:ff9b::7f00:1',
  '0.0.0.0',
  'fe80::1',
  '224.0.0.1',
  '10.225.4.51',
];

void t.test('addresses to which no list may lead are left out, named in a note and counted', async (t) => {
  const { options } = await listing(t, hostile);
  const found = await kubeconfigTarget(await configured(), options).find();
  t.same(
    found.target?.addresses.map(({ host }) => host.text),
    ['10.225.4.51'],
  );
  t.same(found.refused, ['api', 'api', 'api', 'api', 'api', 'api']);
  t.equal(found.success, false);
  t.match(
    found.notes.join('\n'),
    /the list of the Kubernetes API leads to 127\.0\.0\.1 \(a loopback address\), 169\.254\.169\.254 \(a metadata service\), .*discoveryAllow/,
  );
});

void t.test('a list of nothing else is a failure, not a target without endpoints', async (t) => {
  const { options } = await listing(t, ['127.0.0.1']);
  t.match(await kubeconfigTarget(await configured(), options).find(), {
    success: false,
    refused: ['api'],
    notes: [/cluster IP/, /leads to 127\.0\.0\.1/],
    target: { addresses: [] },
  });
});

void t.test('discoveryAllow of the target or of probe lets a list lead there', async (t) => {
  const { options } = await listing(t, hostile);
  const addresses = async (change: object, probe: object = {}) => {
    const keys = { kubeconfig: { file: '/admin.conf' }, addresses: [], discovery: 'kubernetes', loopback: false };
    const found = await findInstances(await targetConfigWith({ ...keys, ...change }, probe), {
      ...options,
      listNodes,
    });
    return found.ok && found.instances.map(({ ip }) => ip);
  };
  t.same(await addresses({ discoveryAllow: ['127.0.0.0/8'] }), ['127.0.0.1', '10.225.4.51']);
  t.same(await addresses({}, { discoveryAllow: ['169.254.169.254/32'] }), ['169.254.169.254', '10.225.4.51']);
  t.same(
    await addresses({ discoveryAllow: [] }, { discoveryAllow: ['0.0.0.0/0'] }),
    ['10.225.4.51'],
    'the target wins',
  );
});

void t.test('what the kubeconfig or the configuration names is the word of the user', async (t) => {
  const api = await listing(t, ['127.0.0.1', '127.0.0.2'], 6443);
  const found = await findInstances(await configured({ addresses: ['127.0.0.2:6443'] }), {
    ...api.options,
    listNodes,
  });
  t.match(found, { ok: true, instances: [{ ip: '127.0.0.2' }], refused: [{ ip: '127.0.0.1' }] });
});

void t.test('a port that is none is not dialled', async (t) => {
  for (const port of [0, -1, 65_536, 1.5, '6443', null, 1e400, {}]) {
    const { options } = await listing(t, ['10.225.4.51'], port);
    const found = await findInstances(await configured(), { ...options, listNodes });
    t.equal(found.ok, false, JSON.stringify(port));
  }
});
