import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';

/** The control plane of the README and of docs: three API servers, and a load balancer by whose name and IP clients reach them. */
export const documentedControlPlane = {
  instances: ['10.225.4.51', '10.225.4.52', '10.225.4.53'],
  entryPoint: '10.220.70.56',
  entryPointName: 'api.example.com',
} as const;

const day = 86_400;

/** What commands of docs read. */
export interface DocumentedFiles {
  /** PEM of the CA. */
  readonly ca: string;
  /** PEM of a serving certificate. */
  readonly certificate: string;
  /** A kubeconfig that leads to the load balancer. */
  readonly kubeconfig: string;
}

/** Starts it, simulated and without a fault, on port 6443 of these addresses, which this host must have. */
export async function startDocumentedControlPlane(t: {
  readonly teardown: (end: () => Promise<void>) => unknown;
}): Promise<DocumentedFiles> {
  const { instances, entryPoint, entryPointName } = documentedControlPlane;
  const now = Math.floor(Date.now() / 1000);
  const authority = await createAuthority({ commonName: 'kubernetes', notBefore: now - 100 * day });
  const service = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ];
  const { identity } = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: [...service, entryPointName],
    ipAddresses: ['10.96.0.1', ...instances, entryPoint],
    notBefore: now - 20 * day,
    notAfter: now + 345 * day,
  });
  for (const [place, address] of [...instances, entryPoint].entries()) {
    // The load balancer leads to the first one. The processes were started on different days.
    const startedAt = now - (20 - 3 * (place % instances.length)) * day;
    const loopback = (await createLoopback({ startedAt })).identity;
    const server = await startApiserver({ address, port: 6443, serving: identity, loopback, http: { startedAt } });
    t.teardown(() => server.close());
  }
  return { ca: authority.pem, certificate: identity.cert, kubeconfig: kubeconfigTo(entryPointName, authority.pem) };
}

function kubeconfigTo(name: string, ca: string): string {
  const cluster = {
    server: `https://${name}:6443`,
    'certificate-authority-data': Buffer.from(ca).toString('base64'),
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'prod',
    clusters: [{ name: 'prod', cluster }],
    users: [{ name: 'reader', user: { token: 'documented' } }],
    contexts: [{ name: 'prod', context: { cluster: 'prod', user: 'reader' } }],
  });
}
