import { joinHostPort, parseAddress } from '../net/address.js';
import type { HostName } from '../x509/host-name.js';

/** The URL at which an API server answers. */
export interface ServerUrl {
  readonly host: HostName;
  readonly port: number;
  /**
   * The prefix of every request's path, without a slash at its end. It is empty, or the path that a gateway in front of many clusters
   * needs.
   */
  readonly path: string;
}

/** The accepted form of a server, for error messages. */
export const serverUrlForm = 'an https URL, such as https://10.225.4.51:6443';

/** Scheme and authority, then a path of RFC 3986 3.3. Dot segments are not allowed, because clients would have to resolve them. */
const form = /^(https:\/\/[^/?#]+)((?:\/(?!\.{1,2}(?:\/|$))[\w.~!$&'()*+,;=:@%-]*)*)$/i;

/** Parses an https URL (port 443 if there is none) without user, query or fragment. Returns undefined for other text. */
export function parseServerUrl(text: string): ServerUrl | undefined {
  const [, authority = '', path = ''] = (text.length <= 2048 && form.exec(text)) || [];
  const address = parseAddress(authority);
  return address && { ...address, path: path.replace(/(?<!\/)\/+$/, '') };
}

/** Returns the URL as text for messages, without its path. */
export function serverUrlText({ host, port }: ServerUrl): string {
  return `https://${joinHostPort(host.text, port)}`;
}
