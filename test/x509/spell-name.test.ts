import t from 'tap';
import { type Element, readElement } from '../../src/x509/der.js';
import { type NameReader, spellName } from '../../src/x509/spell-name.js';
import { oids, rdn } from './der-builder.js';

const element = (text: string): Element => readElement(rdn(oids.commonName, text), 'rdn');

/** Spells any bytes, but chokes on `odd`. */
const reader: NameReader = (der) => {
  const text = Buffer.from(der).toString('latin1');
  if (text.includes('odd')) throw new RangeError('odd');
  return { text: text.replace(/[^a-z]/g, ''), commonName: text.includes('cn') ? 'the CN' : undefined };
};

void t.test('a name that the reader can spell', (t) => {
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
