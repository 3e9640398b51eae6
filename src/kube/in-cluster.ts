import { joinHostPort } from '../net/address.js';
import { parseHostName } from '../x509/host-name.js';
import type { AccessResult, Source } from './cluster-access.js';

/** Where the kubelet mounts a pod's own service account. It replaces the files by swapping a symbolic link. */
const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Environment variables, in the form of process.env. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns whether the process runs in a pod, according to the environment. */
export function isInCluster(env: Environment): boolean {
  return Boolean(env['KUBERNETES_SERVICE_HOST'] && env['KUBERNETES_SERVICE_PORT']);
}

/** Returns the access of the pod's own service account (k8s.io/client-go/rest, InClusterConfig). `folder` contains `token` and `ca.crt`. */
export function inClusterAccess(env: Environment, folder = serviceAccountFolder): AccessResult {
  const host = parseHostName(env['KUBERNETES_SERVICE_HOST'] ?? '');
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '';
  if (host === undefined || !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) {
    const path = host === undefined ? 'KUBERNETES_SERVICE_HOST' : 'KUBERNETES_SERVICE_PORT';
    const expected = host === undefined ? 'an IP address' : 'a port';
    const message = `expected ${expected}, as the kubelet gives it to every pod; outside a cluster, give a kubeconfig`;
    return { ok: false, problems: [{ file: 'environment', path, message }] };
  }
  const file = (name: string): Source => {
    const origin = { file: `service account for ${joinHostPort(host.text, Number(port))}`, path: name };
    return { kind: 'file', path: `${folder}/${name}`, origin };
  };
  return {
    ok: true,
    access: {
      name: 'in-cluster',
      isPod: true,
      server: { host, port: Number(port), path: '' },
      serverName: undefined,
      insecure: false,
      ca: file('ca.crt'),
      proxy: undefined,
      clientCertificate: undefined,
      token: file('token'),
      unsupported: [],
    },
  };
}
