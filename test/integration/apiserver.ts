import { join } from 'node:path';
import { type AuditEvent, auditFlags, readAuditLog } from './audit.js';
import { type BackgroundProcess, startInBackground } from './background-process.js';
import type { Answer, HttpsClient } from './https-client.js';
import type { Kubernetes } from './kubernetes.js';
import { until } from './until.js';

/** The maximum number of seconds until a server is ready. It takes about ten, or longer on two busy cores. */
const patience = 90;

export interface Apiserver {
  readonly host: string;
  /** host:port. */
  readonly address: string;
  /** Requests to this server, with the administrator's certificate. */
  readonly get: (path: string) => Promise<Answer>;
  /** Stops the server if it runs, starts it with these flags instead of the previous ones, and waits until it is ready. */
  readonly restart: (flags?: readonly string[]) => Promise<void>;
  /** All that it has answered. */
  readonly audit: () => readonly AuditEvent[];
  /** Ends it like a crash. It stays down until `restart`. */
  readonly kill: () => Promise<void>;
}

export interface ApiserverSettings {
  readonly kubernetes: Kubernetes;
  readonly host: string;
  readonly port: number;
  readonly advertiseAddress: string;
  readonly etcd: string;
  readonly folder: string;
  readonly pki: string;
  readonly admin: HttpsClient;
}

/** A kube-apiserver with kubeadm's flags. It is not started yet; `restart` starts it. */
export function createApiserver(settings: ApiserverSettings): Apiserver {
  const { kubernetes, host, port, folder, admin } = settings;
  const address = `${host}:${port}`;
  const get = (path: string): Promise<Answer> => admin(`https://${address}${path}`);
  let current: BackgroundProcess | undefined;
  return {
    host,
    address,
    get,
    restart: async (flags = []) => {
      await current?.end();
      const argv = [kubernetes.binary('kube-apiserver'), ...ownFlags(settings), ...flags];
      current = await startInBackground(argv, join(folder, `kube-apiserver-${host}.log`));
      await ready(address, get, current);
    },
    audit: () => readAuditLog(auditLog(settings)),
    kill: async () => {
      await current?.end('SIGKILL');
    },
  };
}

async function ready(address: string, get: Apiserver['get'], { hasEnded, log }: BackgroundProcess): Promise<void> {
  const state = await until(`${address} is ready`, patience, async () => {
    if (hasEnded()) return 'ended';
    const { status } = await get('/readyz');
    return status === 200 ? 'ready' : undefined;
  });
  if (state === 'ended') throw new Error(`the kube-apiserver of ${address} ended:\n${log().slice(-2000)}`);
}

function auditLog({ folder, host }: ApiserverSettings): string {
  return join(folder, `audit-${host}.log`);
}

function ownFlags(settings: ApiserverSettings): readonly string[] {
  const { host, port, advertiseAddress, etcd, folder, pki } = settings;
  const flags = {
    'etcd-servers': etcd,
    'bind-address': host,
    'secure-port': port,
    'advertise-address': advertiseAddress,
    'service-cluster-ip-range': '10.96.0.0/12',
    'client-ca-file': join(pki, 'ca.crt'),
    'tls-cert-file': join(pki, 'apiserver.crt'),
    'tls-private-key-file': join(pki, 'apiserver.key'),
    'service-account-key-file': join(pki, 'sa.pub'),
    'service-account-signing-key-file': join(pki, 'sa.key'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'authorization-mode': 'Node,RBAC',
    ...auditFlags(folder, auditLog(settings)),
  };
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
}
