import type { SecureContext } from 'node:tls';
import type { Address } from '../net/address.js';
import type { ProxyFor } from '../net/proxy-environment.js';
import type { Secret } from '../net/secret.js';
import type { HostName } from '../x509/host-name.js';
import type { CaSource } from './ca-source.js';
import type { TargetSettings } from './target-settings.js';

/** One control plane as the user configures it. */
export interface Target extends TargetSettings {
  /** Where its API servers listen. */
  readonly addresses: readonly Address[];
  /** Names that clients use in addition to the addresses. */
  readonly names: readonly ExpectedName[];
  /** Sent as SNI and expected instead of an address's own host, as kubectl does with tls-server-name. */
  readonly serverName: HostName | undefined;
  /** What clients of the target trust: its CA, or the public roots if its kubeconfig has none. Undefined: trust is not judged. */
  readonly ca: readonly Uint8Array[] | undefined;
  /** Whether the CA is that of a gateway in front of the API servers. Then it says nothing of those that it has not signed. */
  readonly isCaOfGateway?: boolean;
  /** False: its clients verify nothing (insecureSkipTLSVerify of an APIService), so no name is expected, and nobody refuses what is served. */
  readonly isVerified?: boolean;
  /** Certificates of the target's CA. The public roots are not among them. */
  readonly ownCa: readonly Uint8Array[];
  /** Where `ca` comes from, or would, if it could be read. Undefined: no CA is configured, or verification is switched off. */
  readonly caSource: CaSource | undefined;
  /** The proxy through which each address is dialled. */
  readonly proxyFor: ProxyFor;
  /** The login. It is sent only to endpoints that a Go client with `ca` accepts. */
  readonly login: Login | undefined;
}

/** How the exporter logs in to the API server. */
export interface Login {
  readonly token: Secret | undefined;
  /** The TLS context with the client certificate. */
  readonly clientContext: SecureContext | undefined;
}

/** A DNS name or IP by which clients reach the API server. */
export interface ExpectedName {
  readonly host: HostName;
  readonly role: NameRole;
}

/**
 * `client`: clients are configured to use it, so a missing one breaks them. `instance`: the instance's own address, which is verified only
 * by clients that dial one instance directly.
 */
export const nameRoles = ['client', 'instance'] as const;

export type NameRole = (typeof nameRoles)[number];
