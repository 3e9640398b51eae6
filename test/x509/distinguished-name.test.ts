import t from 'tap';
import { type Element, readElement } from '../../src/x509/der.js';
import { type NameReader, reversedRdns, spellName } from '../../src/x509/distinguished-name.js';
import { oids, rdn, sequence, tlv } from './der-builder.js';

const rdns = (der: Uint8Array): readonly string[] =>
  reversedRdns(readElement(der, 'name')).map(({ raw }) => Buffer.from(raw).toString('hex'));

void t.test('the RDNs are reversed', (t) => {
  const [organization, commonName] = [rdn(oids.organization, 'o'), rdn(oids.commonName, 'c')];
  t.same(rdns(sequence(organization, commonName)), [commonName.toString('hex'), organization.toString('hex')]);
  t.same(rdns(sequence()), []);
  t.end();
});

void t.test('an element that is not a name is refused', (t) => {
  const attribute = (...fields: readonly Buffer[]): Buffer => sequence(tlv(0x31, sequence(...fields)));
  const cases = {
    'not a SEQUENCE': tlv(0x31),
    'an RDN that is not a SET': sequence(sequence()),
    'an attribute that is not a SEQUENCE': sequence(tlv(0x31, tlv(0x31))),
    'an attribute without type': attribute(),
    'a type that is not an OID': attribute(tlv(2, [1]), tlv(0x0c, [])),
    'a cut-off OID': attribute(tlv(6, [0x81]), tlv(0x0c, [])),
    'an attribute without value': attribute(tlv(6, oids.commonName)),
  };
  for (const [what, der] of Object.entries(cases)) t.throws(() => rdns(der), { name: 'MalformedDer' }, what);
  t.end();
});

const element = (text: string): Element => readElement(rdn(oids.commonName, text), 'rdn');

/** Formats any bytes, but throws on `odd`. */
const reader: NameReader = (der) => {
  const text = Buffer.from(der).toString('latin1');
  if (text.includes('odd')) throw new RangeError('odd');
  return { text: text.replace(/[^a-z]/g, ''), commonName: text.includes('cn') ? 'the CN' : undefined };
};

void t.test('a name that the reader can format', (t) => {
  t.same(spellName([element('cn'), element('o')], reader), { text: 'cno', commonName: 'the CN' });
  t.end();
});

void t.test('one odd part does not hide the others', (t) => {
  const { text, commonName } = spellName([element('odd'), element('cn'), element('o')], reader);
  t.match(text, /^#31[0-9a-f]+, cn, o$/);
  t.equal(commonName, 'the CN');
  t.equal(spellName([element('odd'), element('o')], reader).commonName, undefined);
  t.end();
});

void t.test('hex is cut off', (t) => {
  t.match(spellName([element(`odd${'x'.repeat(100)}`)], reader), { text: /^#[0-9a-f]{128}…$/, commonName: undefined });
  t.match(spellName(Array<Element>(33).fill(element('odd')), reader).text, /^#[0-9a-f]{128}…$/, 'too many to try each');
  t.end();
});
