import t from 'tap';
import { readGoExtension } from '../../src/x509/go-extension.js';
import { GoReader } from '../../src/x509/go-reader.js';
import { tlv } from './der-builder.js';

const read = (...parts: readonly Uint8Array[]) => {
  const { value, ...rest } = readGoExtension(new GoReader(Buffer.concat(parts)));
  return { ...rest, value: [...value] };
};
const oid = tlv(6, [0x55, 0x1d, 0x11]);

void t.test('OID, whether it is critical, and value', (t) => {
  t.same(read(oid, tlv(4, [1, 2])), { oid: '2.5.29.17', critical: false, value: [1, 2] });
  t.same(read(oid, tlv(1, [0xff]), tlv(4)), { oid: '2.5.29.17', critical: true, value: [] });
  t.same(
    read(oid, tlv(1, [0]), tlv(4), tlv(5)),
    { oid: '2.5.29.17', critical: false, value: [] },
    'and something more',
  );
  t.end();
});

void t.test('what cannot be read', (t) => {
  const message = (field: string) => ({ name: 'Refusing', message: `x509: malformed extension ${field} field` });
  t.throws(() => read(), message('OID'));
  t.throws(() => read(tlv(6), tlv(4)), message('OID'));
  t.throws(() => read(oid, tlv(1, [1]), tlv(4)), message('critical'));
  t.throws(() => read(oid), message('value'));
  t.throws(() => read(oid, tlv(5)), message('value'));
  t.end();
});
