import { readGoUrl } from '../x509/go-url.js';
import type { Network } from './network.js';
import { createSecret, type Secret } from './secret.js';

/** A proxy through which connections to API servers are opened. JSON, logs and inspect show nothing of its login. */
export interface Proxy {
  readonly scheme: ProxyScheme;
  /** A name or an IP, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly login: ProxyLogin | undefined;
  /** How a proxy with TLS is verified. */
  readonly verification: ProxyVerification;
  /** The networks to which its DNS name may lead although they are special. */
  readonly discoveryAllow?: readonly Network[];
}

export type ProxyScheme = 'http' | 'https' | 'socks5';

export interface ProxyLogin {
  readonly user: Secret;
  readonly password: Secret;
}

/**
 * Go's http.Transport verifies an https proxy with the same settings as the server behind it, so in client-go those are the ones of the
 * kubeconfig.
 */
export interface ProxyVerification {
  /** Undefined: the public roots. */
  readonly ca: readonly Uint8Array[] | undefined;
  /** The name that is expected and sent as SNI; undefined: the proxy's host. */
  readonly serverName: string | undefined;
  /** Whether any certificate is accepted. */
  readonly insecure: boolean;
}

/** The accepted form of a proxy, for error messages. */
export const proxyForm = 'a URL of http, https or socks5, such as http://proxy.example.com:3128';

/** How a URL's scheme is used, and its default port. */
interface Entry {
  readonly scheme: ProxyScheme;
  readonly port: number | undefined;
}

const schemes: Readonly<Record<string, Entry>> = {
  http: { scheme: 'http', port: 80 },
  https: { scheme: 'https', port: 443 },
  socks5: { scheme: 'socks5', port: 1080 },
};

/** Go's http.Transport resolves names at the proxy for both. Any other scheme is a plain HTTP proxy, if there is a port. */
const schemesOfGo: typeof schemes = { ...schemes, socks5h: { scheme: 'socks5', port: 1080 } };
const otherScheme: Entry = { scheme: 'http', port: undefined };

/**
 * Reads the proxy-url of a kubeconfig as client-go does (k8s.io/client-go/tools/clientcmd, parseProxyURL), and demands what a connection
 * needs: a host and a port that exist. Returns undefined for other text.
 */
export function parseProxyUrl(text: string): Proxy | undefined {
  return proxyOf(text, (scheme) => entryOf(schemes, scheme));
}

/**
 * Reads the value of HTTPS_PROXY as Go does (golang.org/x/net/http/httpproxy, parseProxy), where `host:port` means `http://host:port`.
 * Returns `ignored` where Go connects directly, and `unusable` where Go uses it and fails.
 */
export function parseProxyVariable(text: string): Proxy | 'ignored' | 'unusable' {
  const read = readGoUrl(latin1(text));
  if (read.ok && read.origin.scheme !== '' && read.url.host !== '') return proxyOf(text, ofGo) ?? 'unusable';
  const prefixed = `http://${text}`;
  if (readGoUrl(latin1(prefixed)).ok) return proxyOf(prefixed, ofGo) ?? 'unusable';
  return read.ok ? 'unusable' : 'ignored';
}

function ofGo(scheme: string): Entry {
  return entryOf(schemesOfGo, scheme) ?? otherScheme;
}

function entryOf(known: typeof schemes, scheme: string): Entry | undefined {
  return Object.hasOwn(known, scheme) ? known[scheme] : undefined;
}

/** Go reads bytes, so each byte becomes one character. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}

function proxyOf(text: string, entryFor: (scheme: string) => Entry | undefined): Proxy | undefined {
  const read = readGoUrl(latin1(text));
  if (!read.ok) return undefined;
  const { scheme, user } = read.origin;
  const entry = entryFor(scheme);
  const [, host = '', digits = ''] = /^(.*?)(?::(\d*))?$/s.exec(read.url.host) ?? [];
  const port = Number(digits || entry?.port);
  if (entry === undefined || host === '' || !isPort(port)) return undefined;
  return {
    scheme: entry.scheme,
    host: utf8(host.replace(/^\[(.*)\]$/s, '$1')),
    port,
    login: user && loginOf(user),
    verification: { ca: undefined, serverName: undefined, insecure: false },
  };
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

function loginOf([user = '', password = '']: readonly string[]): ProxyLogin {
  return { user: createSecret(utf8(user)), password: createSecret(utf8(password)) };
}
