import type { NameRole } from '../discovery/target.js';
import type { Truncation } from '../discovery/truncation.js';
import type { Chain } from '../x509/certificate.js';
import type { HealthCheck } from './health-checks.js';
import type { Reason } from './reason.js';

/** All that one look at one endpoint showed. Everything after it is a pure function of it. */
export interface Report {
  readonly target: string;
  readonly labels: Readonly<Record<string, string>>;
  /** IP:port as dialled, or host:port where the host has no address. */
  readonly address: string;
  /** Unix seconds at which the look began. */
  readonly observedAt: number;
  /** The chain of the serving handshake; undefined: no certificate was seen. */
  readonly serving: Chain | undefined;
  readonly trust: Trust;
  readonly loopback: Loopback;
  readonly names: readonly NameVerdict[];
  /** What was answered over HTTP; undefined: it was not asked, or not answered yet. */
  readonly http: HttpEvidence | undefined;
  readonly failures: readonly ProbeFailure[];
  /** Seconds that each phase took; a phase that did not happen is absent. */
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
  /** As OpenSSL names it: `TLSv1.3`. */
  readonly tlsVersion: string | undefined;
  /** What there was more of than was looked at, each once. */
  readonly truncated: readonly Truncation[];
}

/** The verdict on the served chain by the target's CA, apart from names and dates. */
export type Trust =
  | { readonly state: 'trusted' }
  /** `code`: OpenSSL's, such as UNABLE_TO_VERIFY_LEAF_SIGNATURE. */
  | { readonly state: 'untrusted'; readonly code: string }
  /** No CA is configured, or there is nothing to judge. */
  | { readonly state: 'unknown' };

export type Loopback =
  /**
   * `startedAt`: unix seconds at which the process started, from the CN. `processes`: how many answered in as many looks as the target asks
   * for, told apart by their loopback certificates.
   */
  | { readonly state: 'found'; readonly chain: Chain; readonly startedAt: number; readonly processes: number }
  /** The listener answered with something else: a proxy that ends TLS, or a load balancer that routes by SNI. */
  | { readonly state: 'not_served' }
  /** Not asked: switched off; a listener of K3s's kind, which would add the name to its own SANs; or no serving handshake to go by. */
  | { readonly state: 'not_asked'; readonly because: 'disabled' | 'dynamiclistener' | 'no_serving_handshake' }
  | { readonly state: 'failed' };

export interface NameVerdict {
  readonly name: string;
  readonly role: NameRole;
  /** By Go's rules, on the certificate that a client who dials this name is shown. */
  readonly covered: boolean;
}

export interface HttpEvidence {
  /** From /version. */
  readonly gitVersion: string | undefined;
  /** From /livez?verbose; empty where we may not ask. */
  readonly health: readonly HealthCheck[];
  /** `process_start_time_seconds`, unix seconds with fractions; undefined where we may not ask. */
  readonly startedAt: number | undefined;
}

export const phases = ['resolve', 'connect', 'tls', 'loopback', 'names', 'http'] as const;
export type Phase = (typeof phases)[number];

export const probes = ['resolve', 'serving', 'loopback', 'name', 'http'] as const;
/** Which part of the look failed. */
export type Probe = (typeof probes)[number];

export interface ProbeFailure {
  readonly probe: Probe;
  readonly reason: Reason;
}
