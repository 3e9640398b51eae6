import fc from 'fast-check';
import t from 'tap';
import { MalformedDer } from '../../src/x509/der.js';
import { readSubjectAltNames } from '../../src/x509/subject-alt-names.js';
import { dns, sequence, tlv } from './der-builder.js';

const spellHex = (name: Uint8Array): string => `name ${Buffer.from(name).toString('hex')}`;
const read = (...names: readonly Iterable<number>[]) => readSubjectAltNames(sequence(...names), spellHex);
const text = (value: string): Buffer => Buffer.from(value);

void t.test('every kind of name is read, in order', (t) => {
  t.same(
    read(
      dns('b.example'),
      tlv(0x87, [10, 0, 0, 1]),
      dns('a.example'),
      tlv(0x87, Buffer.alloc(15), [1]),
      tlv(0x81, text('a@b')),
      tlv(0x86, text('spiffe://x/ü')),
      tlv(0x88, [0x2a, 3]),
      tlv(0xa4, sequence()),
      tlv(0xa0, [1, 2]),
    ),
    {
      dnsNames: ['b.example', 'a.example'],
      ipAddresses: ['10.0.0.1', '::1'],
      otherNames: [
        { type: 'email', value: 'a@b' },
        { type: 'uri', value: 'spiffe://x/ü' },
        { type: 'registeredId', value: '1.2.3' },
        { type: 'directory', value: 'name 3000' },
        { type: 'other', value: '[0] #0102' },
      ],
    },
  );
  t.end();
});

void t.test('a certificate without names', (t) => {
  const none = { dnsNames: [], ipAddresses: [], otherNames: [] };
  t.same(readSubjectAltNames(undefined, spellHex), none);
  t.same(read(), none);
  t.end();
});

void t.test('hostile text stays one name', (t) => {
  const names = ['a, DNS:b', 'a\0b', 'a\nb', '', ' ', '\u001b[31m', 'IP Address:10.0.0.1'];
  t.same(read(...names.map(dns)).dnsNames, names);
  t.end();
});

void t.test('names with other tags are not DNS names', (t) => {
  const { dnsNames, otherNames } = read(tlv(0xa2, text('a')), tlv(0x0c, text('a')), tlv(0x02, text('a')));
  t.same(dnsNames, []);
  t.same(
    otherNames.map(({ type }) => type),
    ['other', 'other', 'other'],
  );
  t.end();
});

void t.test('names for which Go refuses the certificate are refused', (t) => {
  t.throws(() => read(dns('müller')), { message: 'subjectAltName: a DNS name that is not ASCII' });
  for (const length of [0, 3, 5, 8, 17, 32]) {
    t.throws(() => read(tlv(0x87, Buffer.alloc(length))), {
      message: `subjectAltName: an IP address of ${length} bytes`,
    });
  }
  t.throws(() => read([0x82, 5, 1]), { name: 'MalformedDer' });
  t.throws(() => readSubjectAltNames(tlv(0x31), spellHex), { name: 'MalformedDer' });
  t.throws(() => readSubjectAltNames(new Uint8Array(), spellHex), { name: 'MalformedDer' });
  t.end();
});

void t.test('names that are only displayed are read leniently', (t) => {
  t.same(read(tlv(0x81, [0xff, 0x61])).otherNames, [{ type: 'email', value: '\ufffda' }]);
  t.same(read(tlv(0x88, [0x81])).otherNames, [{ type: 'registeredId', value: '#81' }]);
  t.match(read(tlv(0xa0, Buffer.alloc(100))).otherNames[0]?.value, /^\[0\] #0{128}…$/);
  const refuse = () => {
    throw new MalformedDer('name');
  };
  t.same(readSubjectAltNames(sequence(tlv(0xa4, [7])), refuse).otherNames, [{ type: 'directory', value: '#07' }]);
  const fault = () => {
    throw new RangeError('a fault of ours');
  };
  t.throws(() => readSubjectAltNames(sequence(tlv(0xa4, [7])), fault), { message: 'a fault of ours' });
  t.end();
});

void t.test('at most twenty thousand names are read', (t) => {
  const many = Buffer.alloc(40_000);
  for (let at = 0; at < many.length; at += 2) many[at] = 0x82;
  t.equal(read(many).dnsNames.length, 20_000);
  t.throws(() => read(many, dns('a')), { message: 'subjectAltName: more than 20000 names' });
  t.end();
});

void t.test('ASCII names go in and come out', (t) => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary-ascii' })), (names) => {
      const { dnsNames } = read(...names.map(dns));
      return dnsNames.length === names.length && names.every((name, at) => dnsNames[at] === name);
    }),
  );
  t.end();
});
