import { tags } from './der.js';
import { isGoDomain } from './go-domain.js';
import { GoReader } from './go-reader.js';
import { Refusing, refuseUnless } from './go-refusing.js';
import { goQuote } from './go-text.js';
import { type GoUrl, readGoUrl } from './go-url.js';

/** The SANs that Go knows. */
export interface GoNames {
  readonly dnsNames: readonly string[];
  readonly emails: readonly string[];
  readonly urls: readonly GoUrl[];
  readonly ips: readonly Uint8Array[];
}

export const noNames: GoNames = { dnsNames: [], emails: [], urls: [], ips: [] };

/** Reads subjectAltName as parseSANExtension of Go's crypto/x509 does. `unhandled`: it has no name of a kind that Go knows. */
export function readGoNames(value: Uint8Array): GoNames & { readonly unhandled: boolean } {
  const names = { dnsNames: [] as string[], emails: [] as string[], urls: [] as GoUrl[], ips: [] as Uint8Array[] };
  const list = new GoReader(value).inside(tags.sequence);
  refuseUnless(list !== undefined, 'x509: invalid subject alternative names');
  while (!list.empty) {
    const name = list.any();
    refuseUnless(name !== undefined, 'x509: invalid subject alternative name');
    if (name.tag === tags.context(1)) names.emails.push(ascii(name.value, 'rfc822Name'));
    else if (name.tag === tags.context(2)) names.dnsNames.push(ascii(name.value, 'dNSName'));
    else if (name.tag === tags.context(6)) names.urls.push(url(ascii(name.value, 'uniformResourceIdentifier')));
    else if (name.tag === tags.context(7)) names.ips.push(ip(name.value));
  }
  return { ...names, unhandled: Object.values(names).every((kind) => kind.length === 0) };
}

function ascii(value: Uint8Array, kind: string): string {
  const text = asciiText(value);
  refuseUnless(text !== undefined, `x509: SAN ${kind} is malformed`);
  return text;
}

/** Returns undefined for bytes that are not ASCII. */
export function asciiText(value: Uint8Array): string | undefined {
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
  return /^[\x00-\x7f]*$/.test(text) ? text : undefined;
}

function url(text: string): GoUrl {
  const reading = readGoUrl(text);
  if (!reading.ok) throw new Refusing(`x509: cannot parse URI ${goQuote(text)}: ${reading.error}`);
  refuseUnless(isGoDomain(reading.url.host, false), () => `x509: cannot parse URI ${goQuote(text)}: invalid domain`);
  return reading.url;
}

function ip(value: Uint8Array): Uint8Array {
  refuseUnless(value.length === 4 || value.length === 16, `x509: cannot parse IP address of length ${value.length}`);
  return value;
}
