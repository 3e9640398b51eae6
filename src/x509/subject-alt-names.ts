import type { OtherName } from './certificate.js';
import { hexText, oidText } from './der-values.js';
import { type Element, expectTag, MalformedDer, readElement, readElements, tags } from './der.js';
import { ipAddressOfBytes } from './ip-address.js';

export interface SubjectAltNames {
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly otherNames: readonly OtherName[];
}

/** Formats the DER of a Name (RFC 5280 4.1.2.4) as text. Throws MalformedDer. */
type SpellName = (name: Uint8Array) => string;

/** Thrown for more names than any server has in its certificate: reading them all would cost too much. */
export class TooManyNames extends Error {}

/** Every certificate that a TLS handshake can carry has fewer. */
const maxNames = 20_000;

/** Names that no client compares with a host are for people, who read no more of them. Each costs several times its DER. */
const maxOtherNames = 1_000;

type Kept = { readonly dns: string } | { readonly ip: string } | { readonly other: OtherName };

/**
 * Reads the value of the extension subjectAltName (RFC 5280 4.2.1.6), if there is one. Throws TooManyNames. Throws MalformedDer where Go's
 * crypto/x509 refuses the whole certificate, since no Go client would accept any of its names: for a DNS name that is not ASCII, or an IP
 * address of another length than 4 or 16. Kinds of names that clients do not compare with a host are read leniently, and only the first
 * thousand of them; the last one then says how many more there are.
 */
export function readSubjectAltNames(value: Uint8Array | undefined, spellName: SpellName): SubjectAltNames {
  if (value === undefined) return { dnsNames: [], ipAddresses: [], otherNames: [] };
  const list = expectTag(readElement(value, 'subjectAltName'), tags.sequence, 'subjectAltName').value;
  const names: { dnsNames: string[]; ipAddresses: string[]; otherNames: OtherName[] } = {
    dnsNames: [],
    ipAddresses: [],
    otherNames: [],
  };
  let [count, others] = [0, 0];
  for (const element of readElements(list, 'subjectAltName')) {
    if (++count > maxNames) throw new TooManyNames(`subjectAltName: more than ${maxNames} names`);
    if (!isCompared(element) && ++others > maxOtherNames) continue;
    const kept = readGeneralName(element, spellName);
    if ('dns' in kept) names.dnsNames.push(kept.dns);
    else if ('ip' in kept) names.ipAddresses.push(kept.ip);
    else names.otherNames.push(kept.other);
  }
  const { dnsNames, ipAddresses, otherNames } = names;
  if (others > maxOtherNames) otherNames.push({ type: 'other', value: `… and ${others - maxOtherNames} more` });
  // Copies have no room to grow.
  return { dnsNames: dnsNames.slice(), ipAddresses: ipAddresses.slice(), otherNames: otherNames.slice() };
}

/** Whether clients compare names of this kind with a host. */
function isCompared({ tag }: Element): boolean {
  return tag === tags.context(2) || tag === tags.context(7);
}

function readGeneralName({ tag, value }: Element, spellName: SpellName): Kept {
  return kinds.get(tag)?.(value, spellName) ?? { other: { type: 'other', value: `[${tag & 0x1f}] ${hexText(value)}` } };
}

const kinds = new Map<number, (value: Uint8Array, spellName: SpellName) => Kept>([
  [tags.context(2), (value) => ({ dns: asciiText(value) })],
  [tags.context(7), (value) => ({ ip: ipText(value) })],
  [tags.context(1), (value) => ({ other: { type: 'email', value: utf8Text(value) } })],
  [tags.context(6), (value) => ({ other: { type: 'uri', value: utf8Text(value) } })],
  [tags.context(8), (value) => ({ other: { type: 'registeredId', value: oidText(value) ?? hexText(value) } })],
  [tags.explicit(4), (value, spellName) => ({ other: { type: 'directory', value: directoryText(value, spellName) } })],
]);

function asciiText(value: Uint8Array): string {
  if (value.some((octet) => octet > 127)) throw new MalformedDer('subjectAltName: a DNS name that is not ASCII');
  return Buffer.from(value).toString('latin1');
}

function ipText(value: Uint8Array): string {
  const text = ipAddressOfBytes(value);
  if (text === undefined) throw new MalformedDer(`subjectAltName: an IP address of ${value.length} bytes`);
  return text;
}

function directoryText(value: Uint8Array, spellName: SpellName): string {
  try {
    return spellName(value);
  } catch (error) {
    if (error instanceof MalformedDer) return hexText(value);
    throw error;
  }
}

/** Returns valid Unicode for any bytes: anything that is not UTF-8 becomes U+FFFD. */
function utf8Text(value: Uint8Array): string {
  return Buffer.from(value).toString('utf8');
}
