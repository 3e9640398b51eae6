import { goAddressFault } from './go-address-fault.js';
import { goQuote } from './go-text.js';
import { goUrlText, type UrlParts } from './go-url-text.js';
import { asciiLowerCase } from './host-name.js';

/** A URL as net/url of Go reads it, as far as certificates need it. */
export interface GoUrl {
  /** As Go prints it. */
  readonly text: string;
  /** With its port; empty where the URL has no host. */
  readonly host: string;
}

export type UrlReading =
  | { readonly ok: true; readonly url: GoUrl; readonly origin: UrlOrigin }
  | { readonly ok: false; readonly error: string };

/** What else stands before the path. */
export interface UrlOrigin {
  /** In lower case; empty where the URL has none. */
  readonly scheme: string;
  /** Name and, where there is one, password, without %-escapes. Undefined: the URL has no user. */
  readonly user: readonly string[] | undefined;
}

/** Thrown inside this file only. */
class UrlError extends Error {}

/** Reads ASCII text as url.Parse of Go 1.26 does. `error` is Go's message. */
export function readGoUrl(text: string): UrlReading {
  const [main, fragment = ''] = cut(text, '#');
  try {
    const parts = readMain(main);
    unescape(fragment, 'other');
    const { scheme, authority } = parts;
    const url = { text: goUrlText(parts, fragment), host: authority?.host ?? '' };
    return { ok: true, url, origin: { scheme, user: authority?.user } };
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    const whole = isReadable(main) ? text : main;
    return { ok: false, error: `parse ${goQuote(whole)}: ${error.message}` };
  }
}

function isReadable(main: string): boolean {
  try {
    readMain(main);
    return true;
  } catch {
    return false;
  }
}

/** Splits the text at the first separator. The second part is undefined where there is none. */
function cut(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

function readMain(text: string): UrlParts {
  if (/[\x00-\x1f\x7f]/.test(text)) throw new UrlError('net/url: invalid control character in URL');
  if (text === '*') return { scheme: '', path: text, query: undefined };
  if (text.startsWith(':')) throw new UrlError('missing protocol scheme');
  const found = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text);
  const scheme = asciiLowerCase(found?.[1] ?? '');
  const [rest, query] = cut(text.slice(found?.[0].length ?? 0), '?');
  if (!rest.startsWith('/') && scheme !== '') return { scheme, opaque: rest, path: '', query };
  if (cut(rest, '/')[0].includes(':')) throw new UrlError('first path segment in URL cannot contain colon');
  return { scheme, query, ...readHierarchy(scheme, rest) };
}

/** Reads `//host/path`, or a path alone. */
function readHierarchy(scheme: string, rest: string): Pick<UrlParts, 'authority' | 'path'> {
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const slash = rest.indexOf('/', 2);
  const end = !hasAuthority ? 0 : slash < 0 ? rest.length : slash;
  const authority = hasAuthority ? readAuthority(scheme, rest.slice(2, end)) : undefined;
  const path = rest.slice(end);
  unescape(path, 'other');
  return { authority, path };
}

function readAuthority(scheme: string, authority: string): Exclude<UrlParts['authority'], undefined> {
  const at = authority.lastIndexOf('@');
  const host = readHost(scheme, authority.slice(at + 1));
  if (at < 0) return { user: undefined, host };
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) throw new UrlError('net/url: invalid userinfo');
  const [name, password] = cut(user, ':');
  const parts = password === undefined ? [name] : [name, password];
  return { user: parts.map((part) => unescape(part, 'other')), host };
}

function readHost(scheme: string, host: string): string {
  const open = host.lastIndexOf('[');
  if (open > 0) throw new UrlError('invalid IP-literal');
  if (open === 0) return readIpLiteral(host);
  const [first, last] = [host.indexOf(':'), host.lastIndexOf(':')];
  // Only http and https refuse several colons (go.dev/issue/75223).
  if (first >= 0) checkPort(host.slice(scheme === 'http' || scheme === 'https' ? first : last));
  return unescape(host, 'host');
}

/** RFC 3986 and RFC 6874: `[fe80::1%25en0]:80`. */
function readIpLiteral(host: string): string {
  const close = host.lastIndexOf(']');
  if (close < 0) throw new UrlError("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const name = host.slice(1, close);
  const zone = name.indexOf('%25');
  const address =
    zone < 0 ? unescape(name, 'host') : unescape(name.slice(0, zone), 'host') + unescape(name.slice(zone), 'zone');
  const fault = goAddressFault(address);
  if (fault !== undefined) throw new UrlError(`invalid host: ${fault}`);
  if (!address.includes(':')) throw new UrlError('invalid IP-literal');
  return `[${address}]${port}`;
}

function checkPort(port: string): void {
  if (!/^(:[0-9]*)?$/.test(port)) throw new UrlError(`invalid port ${goQuote(port)} after host`);
}

type Part = 'host' | 'zone' | 'other';

/** What may not stand in a host as it is, among ASCII characters. */
const notInHost = /[^A-Za-z0-9!"$&'()*+,\-.:;<=>[\]_~]/;

/** Undoes %-escapes. A host may escape only what is not ASCII, and may have only some characters. */
function unescape(text: string, part: Part): string {
  return text.replace(/%(.{0,2})|[^%]+/gs, (found, digits: string | undefined) => {
    if (digits === undefined) {
      const [odd] = (part !== 'other' && notInHost.exec(found)) || [];
      if (odd !== undefined) throw new UrlError(`invalid character ${goQuote(odd)} in host name`);
      return found;
    }
    const escaped = /^[0-9a-fA-F]{2}$/.test(digits) ? parseInt(digits, 16) : undefined;
    if (escaped === undefined || isForbidden(escaped, part)) throw new UrlError(`invalid URL escape ${goQuote(found)}`);
    return String.fromCharCode(escaped);
  });
}

function isForbidden(octet: number, part: Part): boolean {
  if (part === 'other' || octet === 0x25) return false;
  if (part === 'host') return octet < 0x80;
  return octet !== 0x20 && (octet >= 0x80 || notInHost.test(String.fromCharCode(octet)));
}
