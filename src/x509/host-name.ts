import { parseIpAddress } from './ip-address.js';

/** What a client dials and verifies: parsed once, at the edge. `text` is canonical, so that equal names are equal strings. */
export type HostName = { readonly kind: 'ip'; readonly text: string } | { readonly kind: 'dns'; readonly text: string };

/** RFC 1123 2.1, with `_`, which Go allows and deployments use. */
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** What resolvers and browsers take for an IPv4 address (URL standard, "ends in a number"): `010.0.0.1`, `1.2.3`, `0x7f`. */
const endsInNumber = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/;

/**
 * Reads a name as a user writes it: an IP address (IPv6 also in brackets, no zone), or a DNS name without wildcard: ASCII, at most 253
 * characters, one trailing dot stripped, lower-cased. Undefined when it is neither.
 */
export function parseHostName(text: string): HostName | undefined {
  const ip = parseIpAddress(withoutBrackets(text));
  if (ip !== undefined) return { kind: 'ip', text: ip };
  const name = asciiLowerCase(text.endsWith('.') ? text.slice(0, -1) : text);
  const valid = name.length <= 253 && name.split('.').every((part) => label.test(part)) && !endsInNumber.test(name);
  return valid ? { kind: 'dns', text: name } : undefined;
}

/** Brackets belong to IPv6 alone (RFC 3986 3.2.2). */
function withoutBrackets(text: string): string {
  return text.startsWith('[') && text.endsWith(']') && text.includes(':') ? text.slice(1, -1) : text;
}

/** Lower case in ASCII alone: `K` of the Kelvin sign must stay what it is (RFC 6125 6.4.1). */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
