import type { SecureContext } from 'node:tls';
import type { Address } from '../net/address.js';
import type { Secret } from '../net/secret.js';
import type { HostName } from '../x509/host-name.js';

/** One control plane as the user names it. */
export interface Target {
  /** The label `target`. */
  readonly name: string;
  /** Labels that the user gives to every series of this target. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where its API servers listen. */
  readonly addresses: readonly Address[];
  /** What clients use besides the addresses themselves. */
  readonly names: readonly ExpectedName[];
  /** Sent as SNI instead of an address's own host, and expected in its place, as kubectl does with tls-server-name. */
  readonly serverName: HostName | undefined;
  /** Certificates of the target's CA; undefined: trust is not judged. */
  readonly ca: readonly Uint8Array[] | undefined;
  /** Made once at load: a fresh context for each handshake doubles its cost. */
  readonly secureContext: SecureContext;
  /** Seconds for one probe of one endpoint. */
  readonly timeout: number;
  /** Whether to probe for the loopback certificate. */
  readonly loopback: boolean;
  /** How many probes for it: more than one counts the processes behind a load balancer. */
  readonly loopbackProbes: number;
  /** Whether to ask for /version and /livez. */
  readonly http: boolean;
  /** Sent only to endpoints whose chain leads to `ca`. */
  readonly login: Login | undefined;
}

/** How the exporter logs in to the API server. */
export interface Login {
  readonly token: Secret | undefined;
  /** The target's secureContext, with a client certificate. */
  readonly clientContext: SecureContext | undefined;
}

/** A DNS name or IP by which clients reach the API server. */
export interface ExpectedName {
  readonly host: HostName;
  readonly role: NameRole;
}

/**
 * `client`: clients are configured to use it, so a missing one breaks them. `instance`: the instance's own address, which only clients that dial
 * one instance directly verify.
 */
export type NameRole = 'client' | 'instance';
