import { joinHostPort, parseAddress } from '../net/address.js';
import type { HostName } from '../x509/host-name.js';

/** Where an API server answers. */
export interface ServerUrl {
  readonly host: HostName;
  readonly port: number;
  /** In front of every request's path, without a slash at its end: empty, or what gateways in front of many clusters need. */
  readonly path: string;
}

/** What a server may look like, for people who wrote another. */
export const serverUrlForm = 'an https URL, such as https://10.225.4.51:6443';

/** Scheme and authority; then a path of RFC 3986 3.3, without dot segments, which clients would have to resolve. */
const form = /^(https:\/\/[^/?#]+)((?:\/(?!\.{1,2}(?:\/|$))[\w.~!$&'()*+,;=:@%-]*)*)$/i;

/** An https URL (port 443 where there is none) without user, query or fragment; undefined when the text is none. */
export function parseServerUrl(text: string): ServerUrl | undefined {
  const [, authority = '', path = ''] = (text.length <= 2048 && form.exec(text)) || [];
  const address = parseAddress(authority);
  return address && { ...address, path: path.replace(/\/+$/, '') };
}

/** The URL as text: for messages, so its path is left out. */
export function serverUrlText({ host, port }: ServerUrl): string {
  return `https://${joinHostPort(host.text, port)}`;
}
