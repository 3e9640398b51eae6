import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { startApiserver } from '../demo/apiserver.js';
import { createLoopback } from '../demo/loopback.js';
import { createAuthority, type Identity } from '../demo/pki.js';

/** One cluster with a CA of its own, as kubeadm makes them. */
export interface BenchCluster {
  readonly name: string;
  readonly port: number;
  /** PEM. */
  readonly ca: string;
  /** Of the user of its kubeconfig. */
  readonly client: Identity;
}

interface Made extends Omit<BenchCluster, 'port'> {
  readonly serving: Identity;
  readonly loopback: Identity;
}

async function makeCluster(index: number): Promise<Made> {
  const keyAlgorithm = 'rsa-2048';
  const authority = await createAuthority({ commonName: 'kubernetes', keyAlgorithm });
  const serving = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'],
    ipAddresses: ['10.96.0.1', '127.0.0.1'],
    keyAlgorithm,
  });
  const client = await authority.issue({
    commonName: 'kubernetes-admin',
    organization: 'kubeadm:cluster-admins',
    usage: 'client',
    keyAlgorithm,
  });
  return {
    name: `cluster-${String(index).padStart(3, '0')}`,
    ca: authority.pem,
    client: client.identity,
    serving: serving.identity,
    loopback: (await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - 86_400 - index })).identity,
  };
}

/** Making hundreds of RSA keys takes a minute, so a file keeps them for the next run. */
async function clusters(count: number, file: string | undefined): Promise<readonly Made[]> {
  const known =
    file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Made[]) : [];
  if (known.length >= count) return known.slice(0, count);
  const made = await Promise.all(Array.from({ length: count }, (_, index) => makeCluster(index)));
  if (file !== undefined) writeFileSync(file, JSON.stringify(made));
  return made;
}

// Runs as a child process, so that the servers' CPU time is not counted with the client's. Sends the clusters, and serves until the parent goes.
const [count, file] = [Number(process.argv[2]), process.argv[3]];
const started: BenchCluster[] = [];
for (const { name, ca, client, serving, loopback } of await clusters(count, file)) {
  const { port } = await startApiserver({ serving, loopback, clientCa: ca });
  started.push({ name, port, ca, client });
}
process.send?.(started);
process.once('disconnect', () => process.exit());
