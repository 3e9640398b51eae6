import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import t from 'tap';
import { base64 } from '../fixtures/base64.js';
import {
  type DynamicListener,
  fingerprintOf,
  type ListenerOptions,
  listenerVersions,
  startDynamicListener,
} from './dynamiclistener.js';
import { runExporter, serveExporter } from './exporter.js';
import { skippedWithout } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';

t.setTimeout(660_000);

const rounds = 20;

/** What K3s has from the start, but for the IP under which it is reached here. */
const sans = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];

interface Subject {
  readonly name: string;
  readonly options: ListenerOptions;
  /** Whether its certificate says that it is one of these listeners. */
  readonly isRecognized: boolean;
}

const filtered: Subject = {
  name: 'filtered',
  options: { version: 'v0.10', sans, organization: 'k3s', filter: true },
  isRecognized: true,
};

const subjects = listenerVersions
  .flatMap((version): Subject[] => [
    { name: `k3s-${version}`, options: { version, sans, organization: 'k3s' }, isRecognized: true },
    { name: `default-${version}`, options: { version, sans }, isRecognized: true },
    { name: `other-${version}`, options: { version, sans, organization: 'acme' }, isRecognized: false },
  ])
  .concat(filtered);

interface Kubeconfig {
  readonly server: string;
  readonly insecure?: boolean;
  readonly serverName?: string;
}

/** Writes a kubeconfig with a token, and returns its path. */
function writeKubeconfig(path: string, { ca }: DynamicListener, { server, insecure, serverName }: Kubeconfig): string {
  const trust = insecure ? { 'insecure-skip-tls-verify': true } : { 'certificate-authority-data': base64(ca) };
  const cluster = { server, ...trust, ...(serverName && { 'tls-server-name': serverName }) };
  writeFileSync(path, kubeconfigWith(cluster, { token: 'letmein' }));
  return path;
}

/** Every way to reach a listener: by address, and by kubeconfigs, with discovery and without. */
function targetsOf({ name, isRecognized }: Subject, listener: DynamicListener, folder: string): readonly object[] {
  const [ip, dns] = [`127.0.0.1:${listener.port}`, `localhost:${listener.port}`];
  const byKubeconfig = (kind: string, kubeconfig: Kubeconfig) => {
    const file = writeKubeconfig(join(folder, `${name}-${kind}.conf`), listener, kubeconfig);
    const target = { kubeconfig: { file }, loopback: isRecognized };
    return [
      { name: `${name}-${kind}`, ...target },
      { name: `${name}-${kind}-discovery`, ...target, discovery: 'kubernetes' },
    ];
  };
  const always = [
    { name: `${name}-ip`, addresses: [ip], ca: { pem: listener.ca }, loopback: isRecognized },
    ...byKubeconfig('verified', { server: `https://${ip}` }),
    ...byKubeconfig('insecure', { server: `https://${ip}`, insecure: true }),
    ...byKubeconfig('named', { server: `https://${ip}`, serverName: 'kubernetes' }),
  ];
  // Nothing tells that it would add these names to its certificate.
  if (!isRecognized) return always;
  return [
    ...always,
    { name: `${name}-names`, addresses: [ip], names: ['api.example.com', '10.9.9.9'], loopbackLooks: 3 },
    { name: `${name}-localhost`, addresses: [dns], ca: { pem: listener.ca } },
    { name: `${name}-sni`, addresses: [ip], serverName: 'api.example.com' },
    ...byKubeconfig('dns', { server: `https://${dns}` }),
    ...byKubeconfig('lacking', { server: `https://${ip}`, serverName: 'api.example.com' }),
    ...byKubeconfig('dns-insecure', { server: `https://${dns}`, insecure: true }),
  ];
}

/** Makes a request whose Host is an IP, as any client may. */
async function askByIp({ port }: DynamicListener): Promise<void> {
  await new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/version', rejectUnauthorized: false, agent: false };
    request(options, (response) => response.resume().once('end', resolve))
      .once('error', reject)
      .end();
  });
}

void t.test(
  'nothing that is sent changes what a listener of dynamiclistener serves',
  skippedWithout(...listenerVersions.map((version) => `dynamiclistener-${version}` as const)),
  async (t) => {
    const folder = temporaryFolder(t);
    const all = await Promise.all(
      subjects.map(async (subject) => ({ subject, listener: await startDynamicListener(t, subject.options) })),
    );
    const before = await Promise.all(all.map(({ listener }) => listener.served()));
    const targets = all.flatMap(({ subject, listener }) => targetsOf(subject, listener, folder));
    const config = {
      targets,
      // The listeners list themselves on loopback.
      probe: { discoveryInterval: '10s', timeout: '60s', discoveryAllow: ['127.0.0.0/8'] },
      files: [{ paths: [`${folder}/*.conf`] }],
    };

    const { url, configFile, scrape } = await serveExporter(t, folder, config);
    const seen = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      for (const { name, labels } of await scrape())
        if (name === 'apiserver_endpoint_kubernetes_version_info') seen.add(labels['target'] ?? '');
      const target = `k3s-${listenerVersions[round % listenerVersions.length] ?? ''}-ip`;
      await (await fetch(`${url}/probe?target=${target}&debug=true`)).text();
    }
    const samples = await scrape();
    const undiscovered = samples.filter(
      ({ name, value }) => name === 'apiserver_target_discovery_success' && value !== 1,
    );
    t.same(undiscovered, [], 'discovery is answered by all');
    for (const { subject } of all) t.ok(seen.has(`${subject.name}-ip`), `${subject.name} is asked under a name it has`);
    for (let round = 0; round < rounds; round += 2) {
      const check = () => runExporter('check', '--config.file', configFile, '--output', 'json');
      const outcomes = await Promise.all([check(), check()]);
      for (const { stderr } of outcomes) t.equal(stderr, '');
    }
    const [single] = all;
    if (single) {
      const kubeconfig = join(folder, `${single.subject.name}-dns.conf`);
      await runExporter('check', '--kubeconfig', kubeconfig);
      await runExporter('check', `127.0.0.1:${single.listener.port}`, '--name', 'api.example.com');
      await runExporter('check', `localhost:${single.listener.port}`);
    }

    for (const [i, { subject, listener }] of all.entries()) {
      const after = await listener.served();
      t.equal(after.subjectAltName, before[i]?.subjectAltName, subject.name);
      t.equal(fingerprintOf(after), before[i] && fingerprintOf(before[i]), `${subject.name}: not even issued again`);
      await askByIp(listener);
      const isChanged = (await listener.served()).subjectAltName !== after.subjectAltName;
      t.equal(isChanged, subject.options.filter !== true, `${subject.name}: the IP of another client is added`);
    }
  },
);
