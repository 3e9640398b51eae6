import { type Element, expectTag, MalformedDer, readElements, tags } from './der.js';
import { oidText } from './oid.js';

/**
 * The RDNs of a Name (RFC 5280 4.1.2.4), the last first: the order in which RFC 4514 2.1 prints them. Throws MalformedDer when it is no
 * Name; the attributes' values may be of any type.
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
