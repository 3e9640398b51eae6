import type { Problem } from '../document/problem.js';
import type { Proxy } from '../net/proxy.js';
import type { Secret } from '../net/secret.js';
import type { HostName } from '../x509/host-name.js';
import type { ServerUrl } from './server-url.js';

/**
 * How to reach one API server, and as which user: a kubeconfig's context or a pod's service account. The files that it names have not been
 * read yet.
 */
export interface ClusterAccess {
  /** For people: the context's name, or `in-cluster`. */
  readonly name: string;
  readonly server: ServerUrl;
  /** Whether it is the pod's own service account. */
  readonly isPod?: boolean;
  /** tls-server-name: sent as SNI and verified instead of the server's host. */
  readonly serverName: HostName | undefined;
  /** insecure-skip-tls-verify: nothing is verified, so no credential may ever be sent. */
  readonly insecure: boolean;
  /** Undefined means the public roots that Node includes. */
  readonly ca: Source | undefined;
  /** proxy-url: every connection goes through it, whatever the environment says. */
  readonly proxy: Proxy | undefined;
  readonly clientCertificate: { readonly certificate: Source; readonly key: Source } | undefined;
  readonly token: Source | undefined;
  /** The plugin that gives the login, if it is allowed and the user has no other. */
  readonly exec?: ExecPlugin | undefined;
  /** Ways to log in that we do not support. If there is one, requests are sent without any credential. */
  readonly unsupported: readonly Problem[];
}

/** Where a credential comes from. */
export type Source =
  | { readonly kind: 'inline'; readonly text: Secret; readonly origin: Origin }
  /** `path` is absolute. */
  | { readonly kind: 'file'; readonly path: string; readonly origin: Origin };

/** A program that logs in for a user (client-go's exec credential plugins). It may be run. */
export interface ExecPlugin {
  /** A name to search on the PATH, or an absolute path. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly apiVersion: string;
  /** Says how to install it. */
  readonly installHint: string;
  /** What it receives about the cluster, except the CA; undefined: nothing. */
  readonly cluster: Readonly<Record<string, unknown>> | undefined;
  readonly origin: Origin;
}

/** Where a setting is, so that a problem with it can be reported there. */
export type Origin = Pick<Problem, 'file' | 'line' | 'column' | 'path'>;

export type AccessResult =
  { readonly ok: true; readonly access: ClusterAccess } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Returns the name that a client verifies and sends as SNI: tls-server-name, or else the server's host. */
export function verifiedName({ serverName, server }: Pick<ClusterAccess, 'serverName' | 'server'>): HostName {
  return serverName ?? server.host;
}

/**
 * Returns whether any credential may be used. This is not so if the server is not verified, or if only half of what the user needs to log
 * in is supported.
 */
export function hasUsableLogin({ insecure, unsupported }: Pick<ClusterAccess, 'insecure' | 'unsupported'>): boolean {
  return !insecure && unsupported.length === 0;
}
