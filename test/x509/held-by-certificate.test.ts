import t from 'tap';
import { heldByCertificate, heldByChain } from '../../src/x509/held-by-certificate.js';
import { certificate } from '../fixtures/report.js';

void t.test('a certificate holds its DER and its names', (t) => {
  const plain = heldByCertificate(certificate());
  t.equal(
    heldByCertificate(certificate({ der: new Uint8Array(10_000) })) -
      heldByCertificate(certificate({ der: new Uint8Array() })),
    10_000,
  );
  t.ok(heldByCertificate(certificate({ dnsNames: Array<string>(1_000).fill('') })) > plain + 7_000);
  t.end();
});

void t.test('a chain holds what was served once, decoded or not', (t) => {
  const der = new Uint8Array(10_000);
  const one = certificate({ der });
  t.ok(heldByChain([der], [one]) < 15_000);
  t.ok(heldByChain([der, new Uint8Array(10_000)], [one]) > 20_000);
  t.ok(heldByChain([der]) > 10_000);
  t.end();
});
