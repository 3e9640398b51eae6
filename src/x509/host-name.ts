import { parseIpAddress } from './ip-address.js';

/** A host that a client dials and verifies. It is parsed once, on input. `text` is canonical, so that equal names are equal strings. */
export type HostName = { readonly kind: 'ip'; readonly text: string } | { readonly kind: 'dns'; readonly text: string };

/** A label of RFC 1123 2.1, plus `_`, which Go allows and deployments use. */
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Text that resolvers and browsers treat as an IPv4 address (URL standard, "ends in a number"): `010.0.0.1`, `1.2.3`, `0x7f`. */
const endsInNumber = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/;

/**
 * Reads a name as a user writes it: an IP address (IPv6 with or without brackets, no zone), or a DNS name without wildcard. A DNS name is
 * ASCII and at most 253 characters long; one trailing dot is removed and it is lower-cased. Returns undefined when the text is neither.
 */
export function parseHostName(text: string): HostName | undefined {
  const ip = parseIpAddress(withoutBrackets(text));
  if (ip !== undefined) return { kind: 'ip', text: ip };
  const name = asciiLowerCase(text.endsWith('.') ? text.slice(0, -1) : text);
  const valid = name.length <= 253 && name.split('.').every((part) => label.test(part)) && !endsInNumber.test(name);
  return valid ? { kind: 'dns', text: name } : undefined;
}

/** Only IPv6 addresses may have brackets (RFC 3986 3.2.2). */
function withoutBrackets(text: string): string {
  return text.startsWith('[') && text.endsWith(']') && text.includes(':') ? text.slice(1, -1) : text;
}

/** Lower-cases only ASCII letters: the Kelvin sign must not become `k` (RFC 6125 6.4.1). */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
