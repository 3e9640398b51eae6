import type { Problem } from '../document/problem.js';
import type { Secret } from '../net/secret.js';
import type { HostName } from '../x509/host-name.js';
import type { ServerUrl } from './server-url.js';

/** How to reach one API server, and as whom: a kubeconfig's context or a pod's service account. No file that it names has been read. */
export interface ClusterAccess {
  /** For people: the context's name, or `in-cluster`. */
  readonly name: string;
  readonly server: ServerUrl;
  /** tls-server-name: what is sent as SNI and verified instead of the server's host. */
  readonly serverName: HostName | undefined;
  /** insecure-skip-tls-verify: nothing is verified, so no credential may ever be sent. */
  readonly insecure: boolean;
  /** Undefined: the public roots that Node brings. */
  readonly ca: Source | undefined;
  readonly clientCertificate: { readonly certificate: Source; readonly key: Source } | undefined;
  readonly token: Source | undefined;
  /** Ways to log in that we do not support. Where there is one, requests go without any credential. */
  readonly unsupported: readonly Problem[];
}

/** Where a credential comes from. */
export type Source =
  | { readonly kind: 'inline'; readonly text: Secret; readonly origin: Origin }
  /** `path` is absolute. */
  | { readonly kind: 'file'; readonly path: string; readonly origin: Origin };

/** Where a setting stands, so that what is wrong with it can be told there. */
export type Origin = Pick<Problem, 'file' | 'line' | 'column' | 'path'>;

export type AccessResult =
  { readonly ok: true; readonly access: ClusterAccess } | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a client verifies and sends as SNI: tls-server-name, else the server's host. */
export function verifiedName({ serverName, server }: Pick<ClusterAccess, 'serverName' | 'server'>): HostName {
  return serverName ?? server.host;
}

/** Whether any credential may be used: not where the server is not verified, nor with half of what a user needs to log in. */
export function hasUsableLogin({ insecure, unsupported }: Pick<ClusterAccess, 'insecure' | 'unsupported'>): boolean {
  return !insecure && unsupported.length === 0;
}
