import { tags } from './der.js';
import { isGoDomain } from './go-domain.js';
import { readMailbox } from './go-mailbox.js';
import { GoReader } from './go-reader.js';
import { Refusing, refuseUnless } from './go-refusing.js';
import { asciiText } from './go-subject-alt-names.js';
import { goQuote } from './go-text.js';
import { parseIpAddress } from './ip-address.js';

/** The names that a constraint permits or excludes, by their kinds. */
export interface Subtrees {
  readonly dns: readonly string[];
  readonly ips: readonly IpRange[];
  readonly emails: readonly string[];
  readonly urls: readonly string[];
}

/** Both have 4 or 16 bytes. */
export interface IpRange {
  readonly ip: Uint8Array;
  readonly mask: Uint8Array;
}

export const noSubtrees: Subtrees = { dns: [], ips: [], emails: [], urls: [] };

export interface NameConstraints {
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
  /** It constrains kinds of names that Go does not know. */
  readonly unhandled: boolean;
}

const invalid = 'x509: invalid NameConstraints extension';

/** Reads nameConstraints (RFC 5280 4.2.1.10) as parseNameConstraintsExtension of Go's crypto/x509 does. */
export function readNameConstraints(value: Uint8Array): NameConstraints {
  const outer = new GoReader(value);
  const fields = outer.inside(tags.sequence);
  refuseUnless(fields !== undefined && outer.empty, invalid);
  const [permitted, excluded] = [readField(fields, 0), readField(fields, 1)];
  refuseUnless(fields.empty, invalid);
  refuseUnless(!permitted.empty || !excluded.empty, 'x509: empty name constraints extension');
  const [inside, outside] = [readSubtrees(permitted), readSubtrees(excluded)];
  return { permitted: inside.subtrees, excluded: outside.subtrees, unhandled: inside.unhandled || outside.unhandled };
}

function readField(fields: GoReader, number: number): GoReader {
  if (!fields.peek(tags.explicit(number))) return new GoReader(new Uint8Array());
  const field = fields.inside(tags.explicit(number));
  refuseUnless(field !== undefined, invalid);
  return field;
}

function readSubtrees(list: GoReader): { readonly subtrees: Subtrees; readonly unhandled: boolean } {
  const found = { dns: [] as string[], ips: [] as IpRange[], emails: [] as string[], urls: [] as string[] };
  let unhandled = false;
  while (!list.empty) {
    const base = list.inside(tags.sequence)?.any();
    refuseUnless(base !== undefined, invalid);
    if (base.tag === tags.context(2)) found.dns.push(readDomain(base.value));
    else if (base.tag === tags.context(7)) found.ips.push(readRange(base.value));
    else if (base.tag === tags.context(1)) found.emails.push(readEmail(base.value));
    else if (base.tag === tags.context(6)) found.urls.push(readUrlDomain(base.value));
    else unhandled = true;
  }
  return { subtrees: found, unhandled };
}

function ascii(value: Uint8Array): string {
  const text = asciiText(value);
  refuseUnless(
    text !== undefined,
    () => `x509: invalid constraint value: x509: ${goQuote(value)} cannot be encoded as an IA5String`,
  );
  return text;
}

function readDomain(value: Uint8Array): string {
  const domain = ascii(value);
  if (!isGoDomain(domain, true)) throw new Refusing(`x509: failed to parse dnsName constraint ${goQuote(domain)}`);
  return domain;
}

function readEmail(value: Uint8Array): string {
  const text = ascii(value);
  // With an @ it is one mailbox, else a domain.
  const valid = text.includes('@') ? readMailbox(text) !== undefined : isGoDomain(text, true);
  if (!valid) throw new Refusing(`x509: failed to parse rfc822Name constraint ${goQuote(text)}`);
  return text;
}

function readUrlDomain(value: Uint8Array): string {
  const domain = ascii(value);
  const failed = (): string => `x509: failed to parse URI constraint ${goQuote(domain)}`;
  refuseUnless(parseIpAddress(domain) === undefined, () => `${failed()}: cannot be IP address`);
  refuseUnless(isGoDomain(domain, true), failed);
  return domain;
}

function readRange(value: Uint8Array): IpRange {
  const { length } = value;
  refuseUnless(length === 8 || length === 32, `x509: IP constraint contained value of length ${length}`);
  const [ip, mask] = [value.subarray(0, length / 2), value.subarray(length / 2)];
  const bits = [...mask].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  refuseUnless(/^1*0*$/.test(bits), `x509: IP constraint contained invalid mask ${Buffer.from(mask).toString('hex')}`);
  return { ip, mask };
}
