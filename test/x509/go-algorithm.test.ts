import t from 'tap';
import { readGoAlgorithm } from '../../src/x509/go-algorithm.js';
import { GoReader } from '../../src/x509/go-reader.js';
import { tlv } from './der-builder.js';

const read = (...parts: readonly Uint8Array[]) => {
  const { oid, parameters } = readGoAlgorithm(new GoReader(Buffer.concat(parts)));
  return { oid, parameters: parameters && Buffer.from(parameters).toString('hex') };
};
const oid = tlv(6, [0x2b, 0x65, 0x70]);

void t.test('an OID, and parameters of any kind as a whole element', (t) => {
  t.same(read(oid), { oid: '1.3.101.112', parameters: undefined });
  t.same(read(oid, tlv(5)), { oid: '1.3.101.112', parameters: '0500' });
  t.same(read(oid, tlv(5, [1]), tlv(5)), { oid: '1.3.101.112', parameters: '050101' }, 'what follows does no harm');
  t.end();
});

void t.test('what cannot be read', (t) => {
  t.throws(() => read(), { name: 'Refusing', message: 'x509: malformed OID' });
  t.throws(() => read(tlv(6)), { message: 'x509: malformed OID' });
  t.throws(() => read(tlv(5), oid), { message: 'x509: malformed OID' });
  t.throws(() => read(oid, Uint8Array.of(5)), { name: 'Refusing', message: 'x509: malformed parameters' });
  t.end();
});
