import { type Apiserver, startApiserver } from './apiserver.js';
import { createLoopback } from './loopback.js';
import { type Authority, createAuthority, type Identity } from './pki.js';

/** A simulated control plane of three API servers on one IP, two of them with a fault that an operator should learn of. */
export interface ControlPlane {
  /** PEM of the CA that signed every serving certificate. */
  readonly ca: string;
  /** The names that clients use. */
  readonly names: readonly string[];
  /** `IP:PORT` of each API server, in the order of `apiservers`. */
  readonly addresses: readonly string[];
  readonly apiservers: {
    /** This process has run for 360 days: its loopback certificate ends within five days. */
    readonly longRunning: Apiserver;
    /** Its serving certificate lacks the external IP. */
    readonly uncovered: Apiserver;
    readonly healthy: Apiserver;
  };
  /** The repair of each fault by an operator. It shows from the next connection on. */
  readonly repair: {
    /** Restarts the process that has run for too long, at `now` in unix seconds. */
    restartLongRunning(now: number): Promise<void>;
    /** Issues the serving certificate that lacks the external IP again, with the IP. */
    coverExternalIp(): Promise<void>;
  };
  close(): Promise<void>;
}

/** These names are never resolved: they are reserved for documentation (RFC 2606, RFC 5737). */
const externalName = 'api.demo.example';
const externalIp = '203.0.113.10';
const day = 86_400;

export interface Listening {
  /** The IP on which all three listen: 127.0.0.1 when left out. */
  readonly address?: string;
  /** The port of the first; the others have the next two. Any free ports when left out. */
  readonly port?: number;
}

/** Starts the control plane as of `now`, in unix seconds. Its certificates are fresh, and its keys exist in memory only. */
export async function startControlPlane(now: number, { address, port }: Listening = {}): Promise<ControlPlane> {
  const authority = await createAuthority({ commonName: 'kubernetes', notBefore: now - 400 * day });
  // The advertise address: who listens everywhere has none.
  const own = address === undefined || address === '0.0.0.0' ? [] : [address];
  const issue = (name: string, issuedAt: number, ips: readonly string[]): Promise<Identity> =>
    issueServing(authority, name, issuedAt, [...own, ...ips]);
  const listenOptions = (nth: number): Listening => ({
    ...(address === undefined ? {} : { address }),
    ...(port === undefined ? {} : { port: port + nth }),
  });
  const [longRunning, uncovered, healthy] = await Promise.all([
    startMember(now - 360 * day, issue('control-plane-1', now - 30 * day, [externalIp]), listenOptions(0)),
    startMember(now - 40 * day, issue('control-plane-2', now - 40 * day, []), listenOptions(1)),
    startMember(now - 12 * day, issue('control-plane-3', now - 12 * day, [externalIp]), listenOptions(2)),
  ]);
  const all = [longRunning, uncovered, healthy];
  return {
    ca: authority.pem,
    names: [externalName, externalIp],
    addresses: all.map(({ endpoint }) => endpoint),
    apiservers: { longRunning, uncovered, healthy },
    repair: {
      restartLongRunning: async (at) => longRunning.restart((await createLoopback({ startedAt: at })).identity, at),
      coverExternalIp: async () => uncovered.replaceServing(await issue('control-plane-2', now, [externalIp])),
    },
    close: async () => {
      await Promise.all(all.map((apiserver) => apiserver.close()));
    },
  };
}

async function startMember(startedAt: number, serving: Promise<Identity>, listen: Listening): Promise<Apiserver> {
  const loopback = await createLoopback({ startedAt });
  return startApiserver({ ...listen, serving: await serving, loopback: loopback.identity, http: { startedAt } });
}

/** kubeadm's SANs: the node, the service names, the first service IP, the advertise address, controlPlaneEndpoint; then certSANs. */
async function issueServing(
  authority: Authority,
  node: string,
  issuedAt: number,
  certSans: readonly string[],
): Promise<Identity> {
  const service = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ];
  const issued = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: [externalName, node, ...service],
    ipAddresses: ['10.96.0.1', '127.0.0.1', ...certSans],
    notBefore: issuedAt,
    notAfter: issuedAt + 365 * day,
  });
  return issued.identity;
}
