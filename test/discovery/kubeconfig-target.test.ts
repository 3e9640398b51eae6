import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { ConfiguredCa } from '../../src/config/configured-ca.js';
import { kubeconfigTarget } from '../../src/discovery/kubeconfig-target.js';
import type { AccessReading } from '../../src/kube/access-reader.js';
import { systemClock } from '../../src/net/clock.js';
import { direct } from '../../src/net/proxy-environment.js';
import { createSecret } from '../../src/net/secret.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { loadedCas } from './cas-fixture.js';
import { startSniRouter } from '../probe/sni-router.js';
import { accessTo, answerJson, startSimulatedApi } from '../kube/simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const other = await createAuthority({ commonName: 'another' });
const serving = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes.default.svc'],
  ipAddresses: ['127.0.0.1'],
});

const config = await targetConfigWith({ name: 'edge', addresses: ['also.example.com'] });

const reading = (port: number): Extract<AccessReading, { ok: true }> => ({
  ok: true,
  access: accessTo(port),
  credentials: {
    ok: true,
    credentials: { ca: [authority.der], clientCertificate: undefined, token: createSecret('token') },
  },
});

const options = (read: AccessReading, ca?: ConfiguredCa) => ({
  readAccess: () => Promise.resolve(read),
  askCa: loadedCas()(ca),
  userAgent: 'test',
  environment: direct,
  ...toKnownServers,
  clock: { now: systemClock.now, monotonic: () => 0 },
});

void t.test("the server and the target's own addresses", async (t) => {
  const { target } = await kubeconfigTarget(config, options(reading(6443))).find();
  t.same(
    target?.addresses.map(({ host }) => host.text),
    ['127.0.0.1', 'also.example.com'],
  );
});

void t.test("the target's own CA takes precedence over the kubeconfig's", async (t) => {
  const ca = { file: '/etc/ca.crt', certificates: [other.der] };
  const { target } = await kubeconfigTarget({ ...config, ca }, options(reading(6443), ca)).find();
  t.same(target?.ca, [other.der]);
  t.same(target?.caSource, { kind: 'file', path: '/etc/ca.crt' });
});

void t.test('a kubeconfig without a CA means the public roots, as for kubectl', async (t) => {
  const credentials = {
    ok: true,
    credentials: { ca: undefined, clientCertificate: undefined, token: undefined },
  } as const;
  const without = { ...reading(6443), access: accessTo(6443, { ca: undefined }), credentials };
  const { target } = await kubeconfigTarget(config, options(without)).find();
  t.ok(target?.ca && target.ca.length > 50);
  t.same(target?.ownCa, []);
  t.same(target?.caSource, { kind: 'public', path: undefined });
  const insecure = { ...without, access: accessTo(6443, { ca: undefined, insecure: true }) };
  const unverified = await kubeconfigTarget(config, options(insecure)).find();
  t.match(unverified.target, { ca: undefined, caSource: undefined });
});

void t.test('a server that clients refuse is probed itself where it would list the instances', async (t) => {
  const api = await startSimulatedApi(t, serving.identity, answerJson({}));
  const untrusting = { ...config, discovery: 'kubernetes', ca: undefined } as const;
  const credentials = { ca: [other.der], clientCertificate: undefined, token: undefined };
  const read = { ...reading(api.port), credentials: { ok: true, credentials } } as const;
  const found = await kubeconfigTarget(untrusting, options(read)).find();
  t.match(found, { success: false, notes: [/unknown authority/], target: { addresses: [{ port: api.port }, {}] } });
  const unlisted = await kubeconfigTarget(untrusting, options(reading(api.port))).find();
  t.match(unlisted, { success: false, target: undefined }, 'it is accepted, and lists nothing');
});

void t.test('insecure-skip-tls-verify: no login', async (t) => {
  const insecure = { ...reading(6443), access: accessTo(6443, { insecure: true }) };
  t.equal((await kubeconfigTarget(config, options(insecure)).find()).target?.login, undefined);
});

void t.test('when credentials cannot be read, the CA is still used, and a note says why', async (t) => {
  const problems = [{ file: 'admin.conf', path: 'users[0]', message: 'no such file' }];
  const broken: AccessReading = { ...reading(6443), credentials: { ok: false, ca: [authority.der], problems } };
  const found = await kubeconfigTarget(config, options(broken)).find();
  t.match(found, { success: false, notes: ['admin.conf: users[0]: no such file'], target: { login: undefined } });
  t.same(found.target?.ca, [authority.der]);
  const none = await kubeconfigTarget({ ...config, discovery: 'kubernetes' }, options(broken)).find();
  t.match(none, { success: false, target: undefined });
});

void t.test('the addresses of nodes are expected names of role instance', async (t) => {
  const metadata = { name: 'kubernetes' };
  const api = await startSimulatedApi(
    t,
    serving.identity,
    answerJson({
      '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes':
        {
          items: [
            {
              metadata,
              ports: [{ name: 'https', port: 6443 }],
              endpoints: [{ addresses: ['fd00::51'], conditions: { ready: false } }],
            },
          ],
        },
      '/api/v1/nodes?labelSelector=node-role.kubernetes.io%2Fcontrol-plane': {
        items: [
          { metadata: { name: 'cp-1' }, status: { addresses: [{ type: 'InternalIP', address: '10.225.4.51' }] } },
        ],
      },
    }),
  );
  const { target } = await kubeconfigTarget(
    { ...config, discovery: 'kubernetes', nodes: true },
    options(reading(api.port)),
  ).find();
  t.match(target?.addresses[0], { host: { kind: 'ip', text: 'fd00::51' }, port: 6443 }, 'also one that is not ready');
  t.match(
    target?.names.filter(({ role }) => role === 'instance'),
    [{ host: { text: '10.225.4.51' } }],
  );
});

void t.test('behind a gateway: its CA and its name are those of the gateway alone', async (t) => {
  const answers = answerJson({
    '/k8s/clusters/c-1/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes':
      {
        items: [
          { metadata: { name: 'kubernetes' }, ports: [{ port: 6443 }], endpoints: [{ addresses: ['10.225.4.51'] }] },
        ],
      },
  });
  const api = await startSimulatedApi(t, serving.identity, answers);
  const read = reading(api.port);
  const url = { ...read.access.server, path: '/k8s/clusters/c-1' };
  const through = { ...read, access: { ...read.access, server: url } };
  const discovering = { ...config, ca: undefined, discovery: 'kubernetes' } as const;
  const { target, server: gateway } = await kubeconfigTarget(discovering, options(through)).find();
  const texts = (names: typeof target) => names?.names.map(({ host }) => host.text);
  t.match(gateway, { addresses: [{ port: api.port, path: '/k8s/clusters/c-1' }], ca: [authority.der] });
  t.same(texts(gateway), ['127.0.0.1'], 'the names of the configuration are those of the API servers');
  t.match(target, { isCaOfGateway: true, addresses: [{ host: { text: '10.225.4.51' } }, {}] });
  t.notOk(texts(target)?.includes('127.0.0.1'));
  const ca = { file: undefined, certificates: [other.der] };
  const own = await kubeconfigTarget({ ...discovering, ca }, options(through, ca)).find();
  t.match(own, { target: { isCaOfGateway: false, ca: [other.der] }, server: { addresses: { length: 1 } } });
  const alone = await kubeconfigTarget(config, options(through)).find();
  t.match(alone, { target: { addresses: [{ path: '/k8s/clusters/c-1' }, {}] }, server: undefined });
});

void t.test('a front that is silent for the name that shows a gateway leaves time to use the list', async (t) => {
  const answers = answerJson({
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes':
      {
        items: [
          { metadata: { name: 'kubernetes' }, ports: [{ port: 6443 }], endpoints: [{ addresses: ['10.225.4.51'] }] },
        ],
      },
  });
  const { port } = await startSimulatedApi(t, serving.identity, answers);
  const byName = { 'apiserver-loopback-client': 'silent' } as const;
  const front = await startSniRouter(t, { byName, apiserver: port, other: port });
  const begun = systemClock.monotonic();
  const found = await kubeconfigTarget(
    { ...config, discovery: 'kubernetes', timeout: 2 },
    { ...options(reading(front)), clock: systemClock },
  ).find();
  t.match(found, { success: true, target: { addresses: [{ host: { text: '10.225.4.51' } }, {}] }, server: undefined });
  t.ok(systemClock.monotonic() - begun < 1900);
});
