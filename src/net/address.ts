import { type HostName, parseHostName } from '../x509/host-name.js';

/** Where a server listens. A DNS name means every address that it resolves to. */
export interface Address {
  readonly host: HostName;
  readonly port: number;
  /** The prefix of every request's path, without a slash at its end: a gateway in front of many clusters needs it. */
  readonly path?: string;
}

/** The port on which kube-apiserver listens by default (`--secure-port`). */
export const defaultPort = 6443;

/** The port of an https URL without one (RFC 9110 4.2.2). */
const httpsPort = 443;

/** The accepted forms of an address, for error messages. */
export const addressForms = 'host, host:port, [IPv6]:port or https URL without path';

/**
 * Parses `host`, `host:port`, bare IPv6 or `[IPv6]:port` (port 6443 if there is none), or an https URL (port 443 if there is none) without
 * user, path other than /, query or fragment. It does not use WHATWG's URL, which reads 010.0.0.1 as 8.0.0.1: a probe must never dial an
 * address that the user did not write.
 */
export function parseAddress(text: string): Address | undefined {
  const url = /^https:\/\/([^/?#@\\]*)\/?$/i.exec(text);
  if (url?.[1] !== undefined) return parseHostPort(url[1], httpsPort);
  return parseHostPort(text, defaultPort) ?? withPort(bareIPv6(text), defaultPort);
}

function parseHostPort(text: string, port: number): Address | undefined {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::([1-9]\d{0,4}))?$/.exec(text);
  if (match === null) return undefined;
  const host = match[1] === undefined ? parseHostName(match[2] ?? '') : bareIPv6(match[1]);
  return withPort(host, match[3] === undefined ? port : Number(match[3]));
}

function withPort(host: HostName | undefined, port: number): Address | undefined {
  return host === undefined || port > 65_535 ? undefined : { host, port };
}

function bareIPv6(text: string): HostName | undefined {
  return text.includes(':') ? ipOnly(parseHostName(text)) : undefined;
}

function ipOnly(host: HostName | undefined): HostName | undefined {
  return host?.kind === 'ip' ? host : undefined;
}

/** Joins host and port, with brackets around IPv6 (RFC 3986 3.2.2). `host` is an IP or a name. */
export function joinHostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}
