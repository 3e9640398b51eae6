import { hexText, oidText } from './der-values.js';
import { type Element, encodeSequence, expectTag, MalformedDer, readElements, tags } from './der.js';

/**
 * Returns the RDNs of a Name (RFC 5280 4.1.2.4) in reverse, which is the order in which RFC 4514 2.1 prints them. Throws MalformedDer when
 * the element is not a Name. The values of attributes may be of any type.
 */
export function reversedRdns(name: Element): readonly Element[] {
  const rdns = [...readElements(expectTag(name, tags.sequence, 'name').value, 'name')];
  for (const rdn of rdns) checkRdn(rdn);
  return rdns.reverse();
}

function checkRdn(rdn: Element): void {
  for (const attribute of readElements(expectTag(rdn, tags.set, 'name').value, 'name')) {
    const [type, value] = readElements(expectTag(attribute, tags.sequence, 'name').value, 'name');
    const oid = oidText(expectTag(type, tags.oid, 'name').value);
    if (oid === undefined || value === undefined) throw new MalformedDer('name: an attribute without type or value');
  }
}

/** A Name as text (RFC 4514), and its last CN. */
export interface SpelledName {
  readonly text: string;
  readonly commonName: string | undefined;
}

/** Reads the DER of a Name and formats it in its own order. May throw any error. */
export type NameReader = (der: Uint8Array) => SpelledName;

/** The RDNs of a longer name are not tried one by one. */
const maxTried = 32;

/**
 * Formats RDNs with the reader. If the reader cannot read one of them, the others are still formatted and that one is printed as hex, since
 * an odd attribute must not hide the CN. Never throws.
 */
export function spellName(rdns: readonly Element[], reader: NameReader): SpelledName {
  try {
    return reader(encodeSequence(rdns));
  } catch {
    if (rdns.length < 2 || rdns.length > maxTried)
      return { text: hexText(Buffer.concat(rdns.map(({ raw }) => raw))), commonName: undefined };
    const spelled = rdns.map((rdn) => spellName([rdn], reader));
    const named = spelled.find(({ commonName }) => commonName !== undefined);
    return { text: spelled.map(({ text }) => text).join(', '), commonName: named?.commonName };
  }
}
