import t from 'tap';
import { type NameReading, readGoName } from '../../src/x509/go-names.js';
import { type Bytes, oids, rdn, sequence, tlv } from './der-builder.js';

const name = (commonName?: string, organization?: string): NameReading => ({
  ok: true,
  name: { commonName, organization },
});
const refused = (why: string): NameReading => ({ ok: false, error: `x509: invalid RDNSequence${why}` });

/** Reads a name with one CN, a string of this type. */
const read = (tag: number, value: Bytes): NameReading => readGoName(sequence(rdn(oids.commonName, value, tag)));

void t.test('CN and organization', (t) => {
  const [cn, o] = [oids.commonName, oids.organization];
  t.same(readGoName(sequence()), name());
  t.same(readGoName(sequence(rdn(o, 'kubeadm'), rdn(cn, 'kubernetes'))), name('kubernetes', 'kubeadm'));
  t.same(readGoName(sequence(rdn(cn, 'a'), rdn(cn, 'b'))), name('b'), 'the last CN counts');
  t.same(readGoName(sequence(rdn(o, ''), rdn(o, 'b'))), name(undefined, ''), 'the first organization counts');
  t.same(readGoName(sequence(rdn([0x55, 4, 11], 'unit'), rdn([0x55, 4, 3, 1], 'x'))), name());
  const both = tlv(0x31, ...[cn, o].map((type) => sequence(tlv(6, type), tlv(12, Buffer.from('c')))));
  t.same(readGoName(sequence(tlv(0x31), both)), name('c', 'c'), 'an empty set, and two attributes in one');
  t.end();
});

void t.test('strings of the types that Go knows', (t) => {
  t.same(read(0x0c, Buffer.from('é☃😀')), name('é☃😀'));
  t.same(read(0x0c, Buffer.from('\ufeffa')), name('\ufeffa'));
  t.same(read(0x13, Buffer.from("aZ09 '()+,-./:=?*&")), name("aZ09 '()+,-./:=?*&"));
  t.same(read(0x14, [0x61, 0xe9, 0xff]), name('aéÿ'));
  t.same(read(0x16, Buffer.from('a@b\x7f')), name('a@b\x7f'));
  t.same(read(0x12, Buffer.from('12 3')), name('12 3'));
  t.same(read(0x1e, Buffer.from('006126030000', 'hex')), name('a☃'), 'a NUL at the end is dropped');
  t.same(read(0x1e, [0, 0, 0, 0]), name('\0'), 'only one of them');
  t.same(read(0x1e, []), name(''));
  t.same(read(0x1e, [0, 0]), name(''));
  t.same(read(0x1e, [0, 0x61, 0x26, 0]), name('a☀'), 'without a NUL');
  t.end();
});

void t.test('strings that their types do not allow', (t) => {
  const cases: readonly (readonly [tag: number, hex: string, error: string])[] = [
    [0x0c, 'ff', 'invalid UTF-8 string'],
    [0x0c, 'eda080', 'invalid UTF-8 string'],
    [0x0c, 'c080', 'invalid UTF-8 string'],
    [0x13, '40', 'invalid PrintableString'],
    [0x13, '0a', 'invalid PrintableString'],
    [0x16, '80', 'invalid IA5String'],
    [0x12, '61', 'invalid NumericString'],
    [0x1e, '006100', 'invalid BMPString'],
    [0x1e, 'd83d', 'invalid BMPString'],
    [0x1e, 'dfff', 'invalid BMPString'],
    [0x1e, 'fdd0', 'invalid BMPString'],
    [0x1e, 'fdef', 'invalid BMPString'],
    [0x1e, 'fffe', 'invalid BMPString'],
    [0x1e, 'ffff', 'invalid BMPString'],
    [0x1c, '00000061', 'unsupported string type: 28'],
    [0x1a, '61', 'unsupported string type: 26'],
    [0x05, '', 'unsupported string type: 5'],
  ];
  for (const [tag, hex, error] of cases)
    t.same(read(tag, Buffer.from(hex, 'hex')), refused(`: invalid attribute value: ${error}`));
  for (const fine of ['d7ff', 'e000', 'fdcf', 'fdf0', 'fffd'])
    t.match(read(0x1e, Buffer.from(fine, 'hex')), { ok: true });
  t.end();
});

void t.test('what is no name', (t) => {
  const cases: readonly (readonly [der: Uint8Array, why: string])[] = [
    [tlv(0x31), ''],
    [sequence(sequence()), ''],
    [sequence(Uint8Array.of(0x31, 1)), ''],
    [sequence(tlv(0x31, tlv(5))), ': invalid attribute'],
    [sequence(tlv(0x31, sequence())), ': invalid attribute type'],
    [sequence(tlv(0x31, sequence(tlv(6)))), ': invalid attribute type'],
    [sequence(tlv(0x31, sequence(tlv(6, [0x55, 4, 3])))), ': invalid attribute value'],
    [sequence(tlv(0x31, sequence(tlv(6, [0x55, 4, 3]), [12, 1]))), ': invalid attribute value'],
  ];
  for (const [der, why] of cases) t.same(readGoName(der), refused(why));
  t.end();
});
