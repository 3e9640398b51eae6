import type { CaSource } from '../discovery/ca-source.js';
import type { InstanceCount } from '../discovery/instance-count.js';
import type { FleetView, Scope } from '../discovery/target-source.js';
import type { NameRole, Target } from '../discovery/target.js';
import type { RefusalSource } from '../net/refused-address.js';
import type { ServerKind } from '../servers/server-kind.js';
import type { Certificate, Chain } from '../x509/certificate.js';
import type { Refusal } from '../x509/go-refusal.js';
import type { GoVerdict } from '../x509/go-verdict.js';
import type { RenewalShare } from '../x509/short-lived.js';
import type { HttpEvidence } from './http-answers.js';
import type { LocalView } from './local-server.js';
import type { Reason } from './reason.js';
import { sniRefusals } from './sni-refusal.js';
import type { Phase } from './phases.js';
import type { Truncation } from './truncation.js';

/** Everything that one probe of one target showed. */
export interface TargetReport extends LocalView, FleetView {
  readonly target: Pick<Target, 'name' | 'labels'> & Partial<Pick<Target, 'timeout' | 'kind'>>;
  /** Whether everything that the target names is currently known and led to an endpoint. */
  readonly discovered: boolean;
  /** Whether its kubeconfig switches verification off. */
  readonly insecure: boolean;
  /** What went wrong or was left out while its endpoints were found, in sentences for people. */
  readonly notes: readonly string[];
  readonly instances: InstanceCount;
  readonly scope?: Scope | undefined;
  /** One for each address that was found and not dialled: who led to it. */
  readonly refused: readonly RefusalSource[];
  /** The certificates of its CA; empty: no CA is configured. */
  readonly ca: readonly Certificate[];
  /** Where the CA comes from. Undefined: no CA is configured, or verification is switched off. */
  readonly caSource: CaSource | undefined;
  /** Which limits were exceeded while its endpoints were found. */
  readonly truncated: readonly Truncation[];
  /** One for each endpoint, in the order of the config, each `address` once. */
  readonly reports: readonly Report[];
}

/** Everything that one probe of one endpoint showed. All later steps are pure functions of it. */
export interface Report {
  readonly target: string;
  readonly labels: Readonly<Record<string, string>>;
  /** IP:port as dialled, or host:port where the host has no address or a proxy resolves it. */
  readonly address: string;
  /** The SNI of the serving handshake; undefined: none was sent. */
  readonly serverName: string | undefined;
  /** Unix seconds at which the probe began. */
  readonly observedAt: number;
  /** The prefix of every path at this address, as of a gateway: `/k8s/clusters/c-1`. Empty as a rule. */
  readonly path: string;
  /** The chain of the serving handshake; undefined: no certificate was seen. Where several servers answer, the worst chain decides. */
  readonly serving: Chain | undefined;
  /** About the serving certificate. */
  readonly renewalShare?: RenewalShare;
  /** What all serving handshakes of the address showed. */
  readonly answers: Answers;
  readonly trust: Trust;
  /** What its target says that it is. */
  readonly kind?: ServerKind;
  /** False: its clients verify nothing, so that the end of the serving certificate breaks nothing. */
  readonly isVerified?: false;
  readonly loopback: Loopback;
  readonly names: readonly NameVerdict[];
  /** Expected names that are not reachable at this address. They have no verdict. */
  readonly namesNotHere: readonly NameNotHere[];
  /** The answers over HTTP; undefined: nothing was asked, or nothing was answered yet. */
  readonly http: HttpEvidence | undefined;
  readonly failures: readonly ProbeFailure[];
  /** Seconds that each phase took; a phase that did not happen is absent. */
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
  /** As OpenSSL names it: `TLSv1.3`. */
  readonly tlsVersion: string | undefined;
  /** Which limits were exceeded, each once. */
  readonly truncated: readonly Truncation[];
}

/** What answered at an address. Behind a load balancer, each handshake may reach another server. */
export interface Answers {
  /** How many times this probe asked for the same, the serving or the loopback certificate. */
  readonly probes: number;
  /** Each different chain that is served, the worst first. */
  readonly chains: readonly Chain[];
}

/** What a Go client that has the target's CA decides of the serving chain, apart from names and the leaf's own dates. */
export type Trust =
  | Trusted
  | { readonly state: 'untrusted'; readonly refusal: Refusal }
  /** No CA is configured, or nothing was served. `refusal`: any client refuses the chain, whatever its CA. */
  | { readonly state: 'unknown'; readonly refusal: Refusal | undefined };

export interface Trusted {
  readonly state: 'trusted';
  /** Unix seconds until which the best path holds, the CA included. */
  readonly until: number;
  /** The best path, from the leaf to a certificate of the CA. */
  readonly path: readonly Certificate[];
  /** The certificates of the CA to which a path leads. */
  readonly anchors: readonly Certificate[];
  /** Certificates that were served, and are on no path. */
  readonly spare: readonly Certificate[];
}

/** Why none was requested: it is off, a gateway has the address, a listener like that of K3s would add the name, or serving failed. */
export const notAskedReasons = ['disabled', 'dynamiclistener', 'gateway', 'no_serving_handshake'] as const;

export type NotAskedReason = (typeof notAskedReasons)[number];

/** What the SNI of the loopback certificate was answered with: the serving certificate, another certificate, or a refusal. */
export const notServedReasons = ['serving_certificate', 'other_certificate', ...sniRefusals] as const;

export type NotServedReason = (typeof notServedReasons)[number];

export type Loopback =
  /** `processes`: each process that answers at the address. The certificate is that of the first, which ends first. */
  | (ShownProcess & { readonly state: 'found'; readonly processes: readonly ShownProcess[] })
  /** The loopback certificate is not reachable here: a proxy terminates TLS, a front routes by SNI, or the server is no kube-apiserver. */
  | { readonly state: 'not_served'; readonly because: NotServedReason }
  | { readonly state: 'not_asked'; readonly because: NotAskedReason }
  | { readonly state: 'failed' };

/** A kube-apiserver process, as its loopback certificate shows it. */
export interface ShownProcess {
  readonly chain: Chain;
  /** Unix seconds at which the process started, from the CN; undefined: the CN and the dates disagree. */
  readonly startedAt: number | undefined;
}

export interface NameVerdict {
  readonly name: string;
  readonly role: NameRole;
  /** Whether the certificate that a client sees when it dials this name covers the name, by Go's rules. Undefined: it cannot be decoded. */
  readonly covered: boolean | undefined;
  /** What a Go client that dials this name decides. Undefined: no CA is configured, and nothing that any client refuses was seen. */
  readonly verdict: GoVerdict | undefined;
  /** The chain that this name is shown, where it is another one than the serving chain. */
  readonly shown: Chain | undefined;
  /** About the certificate that it is shown. */
  readonly renewalShare?: RenewalShare;
}

/** Why a name is not reachable at an address: its SNI is refused there, or a server of another CA answers it. */
export const notHereReasons = ['other_server', ...sniRefusals] as const;

/** A name that a front routes elsewhere, or nowhere. Clients that use it reach the control plane at another address. */
export interface NameNotHere {
  readonly name: string;
  readonly role: NameRole;
  readonly because: (typeof notHereReasons)[number];
  /** The chain of the other server, where it can be decoded. */
  readonly shown: Chain | undefined;
}

/** The parts of a probe that can fail: the closed list of the label `probe`, each with the words for what is unknown when it fails. */
export const probes = {
  resolve: 'addresses',
  serving: 'serving certificate',
  loopback: 'loopback certificate',
  name: 'names',
  http: 'version and health',
} as const;

export type Probe = keyof typeof probes;
export const probesInOrder = Object.keys(probes) as readonly Probe[];

export interface ProbeFailure {
  readonly probe: Probe;
  readonly reason: Reason;
  /** The status of the HTTP answer, if it is the reason. */
  readonly status?: number;
}
