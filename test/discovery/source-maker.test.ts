import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { TargetSource } from '../../src/discovery/target-source.js';
import { createSourceMaker } from '../../src/discovery/source-maker.js';
import { findProgram } from '../../src/process/find-program.js';
import { systemClock } from '../../src/net/clock.js';
import { runProgram } from '../../src/process/run-program.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { configWith } from '../config/config-fixture.js';
import { filesReader } from '../config/yaml-problems.js';
import { base64 } from '../fixtures/base64.js';
import { answerJson, startSimulatedApi } from '../kube/simulated-api.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { loadedCas } from './cas-fixture.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes.default.svc'],
  ipAddresses: ['127.0.0.1'],
});
const admin = await authority.issue({ commonName: 'admin', usage: 'client' });

/** Returns a kubeconfig that trusts the CA. */
function kubeconfig(server: string, user: object, cluster: object = {}): string {
  return kubeconfigWith({ server, 'certificate-authority-data': base64(authority.pem), ...cluster }, user);
}

/** Returns the sources of a configuration in /etc, beside these files. */
async function sources(targets: readonly object[], files: Record<string, string> = {}) {
  const { make } = createSourceMaker({
    userAgent: 'test',
    followCas: loadedCas,
    ...toKnownServers,
    clock: { now: systemClock.now, monotonic: () => 0 },
    read: filesReader(files),
    decode: decodeCertificate,
    env: {},
    exec: { run: runProgram, find: findProgram },
  });
  const config = await configWith({ targets }, files, '/etc');
  return config.targets.map(make);
}

/** Returns the source of a target with this kubeconfig. */
async function edge(text: string, keys: object = {}, files: Record<string, string> = {}): Promise<TargetSource> {
  files['/etc/admin.conf'] = text;
  const [source] = await sources([{ name: 'edge', kubeconfig: { file: 'admin.conf' }, ...keys }], files);
  if (source === undefined) throw new Error('no source');
  return source;
}

const slices =
  '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';
const service = '/api/v1/namespaces/default/services/kubernetes';

function slice(...ips: readonly string[]): object {
  return {
    items: [
      {
        metadata: { name: 'kubernetes' },
        addressType: 'IPv4',
        ports: [{ name: 'https', port: 6443 }],
        endpoints: ips.map((ip) => ({ addresses: [ip], conditions: { ready: true } })),
      },
    ],
  };
}

void t.test('addresses alone', async (t) => {
  const [source] = await sources([{ name: 'prod', addresses: ['10.0.0.1'] }]);
  const found = await source?.find();
  t.match(found, {
    success: true,
    notes: [],
    target: { addresses: [{ host: { text: '10.0.0.1' }, port: 6443 }], login: undefined },
  });
});

void t.test('a kubeconfig: its server, what kubectl would verify, its CA and its user', async (t) => {
  const user = { 'client-certificate-data': base64(admin.pem), 'client-key-data': base64(admin.key) };
  const source = await edge(kubeconfig('https://api.example.com:8443', user), { names: ['10.220.70.56'] });
  const { target, success, notes } = await source.find();
  t.same([success, notes], [true, []]);
  t.same(target?.addresses, [{ host: { kind: 'dns', text: 'api.example.com' }, port: 8443 }]);
  t.same(
    target?.names.map(({ host, role }) => `${role} ${host.text}`),
    ['client api.example.com', 'client 10.220.70.56'],
  );
  t.same(target?.ca?.map(Buffer.from), [Buffer.from(authority.der)]);
  t.ok(target?.login?.clientContext);
});

void t.test('tls-server-name is verified instead, and sent', async (t) => {
  const source = await edge(kubeconfig('https://10.0.0.1:6443', {}, { 'tls-server-name': 'api.example.com' }));
  t.match((await source.find()).target, { serverName: { text: 'api.example.com' }, names: [] });
});

void t.test(
  'a token that is rotated on disk is used by the next probe; an unchanged login stays the same',
  async (t) => {
    const files = { '/etc/token': 'first' };
    const source = await edge(kubeconfig('https://10.0.0.1:6443', { tokenFile: 'token' }), {}, files);
    const before = (await source.find()).target;
    t.equal(before?.login?.token?.reveal(), 'first');
    t.equal((await source.find()).target?.login, before?.login);
    files['/etc/token'] = 'second';
    t.equal((await source.find()).target?.login?.token?.reveal(), 'second');
  },
);

void t.test("a kubeconfig that cannot be read, a key that is not its certificate's, an exec plugin", async (t) => {
  const pair = { 'client-certificate-data': base64(admin.pem), 'client-key-data': base64(serving.key) };
  const files = {
    '/etc/pair.conf': kubeconfig('https://10.0.0.1:6443', pair),
    '/etc/exec.conf': kubeconfig('https://10.0.0.1:6443', { exec: { command: 'aws' } }),
  };
  const all = await sources(
    ['missing', 'pair', 'exec'].map((name) => ({ name, kubeconfig: { file: `${name}.conf` } })),
    files,
  );
  const [missing, wrongPair, exec] = await Promise.all(all.map(({ find }) => find()));
  t.match(missing, { target: undefined, success: false, notes: [/missing\.conf.*no such file/] });
  t.match(wrongPair, { target: { login: { clientContext: undefined } } });
  t.match(exec, { target: { login: undefined }, notes: [/exec/] });
});

void t.test('discovery: every instance at its own address, and every name', async (t) => {
  const api = await startSimulatedApi(
    t,
    serving.identity,
    answerJson({ [slices]: slice('10.0.0.1', '10.0.0.2'), [service]: { spec: { clusterIP: '10.96.0.1' } } }),
  );
  const text = kubeconfig(`https://127.0.0.1:${api.port}`, { token: 'secret' });
  const source = await edge(text, { discovery: 'kubernetes', names: ['api.example.com'] });
  const { target, success, notes } = await source.find();
  t.same(notes, []);
  t.equal(success, true);
  t.same(
    target?.addresses.map(({ host, port }) => `${host.text}:${port}`),
    ['10.0.0.1:6443', '10.0.0.2:6443'],
  );
  t.same(
    target?.names.map(({ host }) => host.text),
    [
      '127.0.0.1',
      'api.example.com',
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
      'kubernetes.default.svc.cluster.local',
      '10.96.0.1',
    ],
  );
  t.equal(api.seen[0]?.headers.authorization, 'Bearer secret');
});

void t.test('discovery without any answer', async (t) => {
  const api = await startSimulatedApi(t, serving.identity, (_request, response) => response.writeHead(403).end('{}'));
  const source = await edge(kubeconfig(`https://127.0.0.1:${api.port}`, {}), { discovery: 'kubernetes' });
  t.match(await source.find(), { target: undefined, success: false, notes: [/needed: list on endpointslices/] });
});

void t.test('in a pod, the service account is used; outside of one, a note says so', async (t) => {
  const [source] = await sources([{ name: 'own', discovery: 'kubernetes' }]);
  t.match(await source?.find(), { target: undefined, success: false, notes: [/./] });
});
