import type { SecureContext } from 'node:tls';
import type { Secret } from '../kube/secret.js';
import type { HostName } from '../x509/host-name.js';
import type { Truncation } from './truncation.js';

/** One control plane as the user names it. */
export interface Target {
  /** The label `target`. */
  readonly name: string;
  /** Labels that the user gives to every series of this target. */
  readonly labels: Readonly<Record<string, string>>;
  readonly addresses: readonly Address[];
  /** What clients use besides the addresses themselves. */
  readonly names: readonly ExpectedName[];
  /** Sent as SNI instead of an address's own host, and expected in its place, as kubectl does with tls-server-name. */
  readonly serverName: HostName | undefined;
  /** Certificates of the target's CA; undefined: trust is not judged. */
  readonly ca: readonly Uint8Array[] | undefined;
  /** Made once at load: a fresh context for each handshake doubles its cost. */
  readonly secureContext: SecureContext;
  /** Seconds for one look at one endpoint. */
  readonly timeout: number;
  /** Whether the loopback certificate is looked for. */
  readonly loopback: boolean;
  /** How often: more than once counts the processes behind a load balancer. */
  readonly loopbackLooks: number;
  /** Whether /version and /livez are asked for. */
  readonly http: boolean;
  /** Sent only to endpoints that `ca` vouches for. */
  readonly login: Login | undefined;
}

/** Who we are to the API server. */
export interface Login {
  readonly token: Secret | undefined;
  /** The target's secureContext, with a client certificate. */
  readonly clientContext: SecureContext | undefined;
}

/** Where an API server is said to listen. A DNS name stands for each of its addresses. */
export interface Address {
  readonly host: HostName;
  readonly port: number;
}

/** A DNS name or IP by which clients reach the API server. */
export interface ExpectedName {
  readonly host: HostName;
  readonly role: NameRole;
}

/**
 * `client`: clients are told to use it, so an uncovered one breaks them. `instance`: the instance's own address, which only those who
 * dial one instance directly will verify.
 */
export type NameRole = 'client' | 'instance';

/** One address (IP:port) of one kube-apiserver process. */
export interface Endpoint {
  readonly target: Target;
  readonly ip: string;
  readonly port: number;
  /** The label `address`: IP:port as dialled. */
  readonly address: string;
  /** SNI of the serving handshake: none where clients dial an IP. */
  readonly serverName: string | undefined;
  /** All names expected of it, each once. */
  readonly names: readonly ExpectedName[];
  /** What there was more of than is looked at. */
  readonly truncated: readonly Truncation[];
}
