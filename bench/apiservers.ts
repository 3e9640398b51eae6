import { startApiserver } from '../demo/apiserver.js';
import { createLoopback } from '../demo/loopback.js';
import { createAuthority } from '../demo/pki.js';

/** What a bench needs to know of the servers that it probes. */
export interface BenchServers {
  readonly ports: readonly number[];
  readonly ca: string;
}

// Runs as a child process, so that the servers' CPU time is not counted with the client's. Sends the ports, and serves until the parent goes.
const count = Number(process.argv[2]);
const startedAt = Math.floor(Date.now() / 1000) - 86_400;
const authority = await createAuthority({ commonName: 'kubernetes', keyAlgorithm: 'rsa-2048' });
const serving = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'],
  ipAddresses: ['10.96.0.1', '127.0.0.1'],
  keyAlgorithm: 'rsa-2048',
});
const loopback = await createLoopback({ startedAt, keyAlgorithm: 'rsa-2048' });
const servers = await Promise.all(
  Array.from({ length: count }, () => startApiserver({ serving: serving.identity, loopback: loopback.identity })),
);
process.send?.({ ports: servers.map(({ port }) => port), ca: authority.pem } satisfies BenchServers);
process.once('disconnect', () => process.exit());
