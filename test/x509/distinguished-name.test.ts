import t from 'tap';
import { readElement } from '../../src/x509/der.js';
import { reversedRdns } from '../../src/x509/distinguished-name.js';
import { oids, rdn, sequence, tlv } from './der-builder.js';

const rdns = (der: Uint8Array): readonly string[] =>
  reversedRdns(readElement(der, 'name')).map(({ raw }) => Buffer.from(raw).toString('hex'));

void t.test('the last is first', (t) => {
  const [organization, commonName] = [rdn(oids.organization, 'o'), rdn(oids.commonName, 'c')];
  t.same(rdns(sequence(organization, commonName)), [commonName.toString('hex'), organization.toString('hex')]);
  t.same(rdns(sequence()), []);
  t.end();
});

void t.test('what is no name', (t) => {
  const attribute = (...fields: readonly Buffer[]): Buffer => sequence(tlv(0x31, sequence(...fields)));
  const cases = {
    'not a SEQUENCE': tlv(0x31),
    'an RDN that is no SET': sequence(sequence()),
    'an attribute that is no SEQUENCE': sequence(tlv(0x31, tlv(0x31))),
    'an attribute without type': attribute(),
    'a type that is no OID': attribute(tlv(2, [1]), tlv(0x0c, [])),
    'a cut-off OID': attribute(tlv(6, [0x81]), tlv(0x0c, [])),
    'an attribute without value': attribute(tlv(6, oids.commonName)),
  };
  for (const [what, der] of Object.entries(cases)) t.throws(() => rdns(der), { name: 'MalformedDer' }, what);
  t.end();
});
