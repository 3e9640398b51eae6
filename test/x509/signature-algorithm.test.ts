import t from 'tap';
import { signatureAlgorithmName } from '../../src/x509/signature-algorithm.js';
import { oids, sequence, tlv } from './der-builder.js';

const pss = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0a];
const sha256 = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];

void t.test('names are those of Go; others are shown as OIDs', (t) => {
  t.equal(signatureAlgorithmName(tlv(6, oids.ecdsaSha256)), 'ECDSA-SHA256');
  t.equal(signatureAlgorithmName(Buffer.concat([tlv(6, [0x2b, 0x65, 0x70]), tlv(5, [])])), 'Ed25519');
  t.equal(signatureAlgorithmName(tlv(6, [0x2a, 3, 4])), '1.2.3.4');
  t.equal(signatureAlgorithmName(new Uint8Array()), 'unknown');
  t.equal(signatureAlgorithmName(tlv(2, [1])), 'unknown');
  t.end();
});

void t.test('RSASSA-PSS carries its hash in the parameters', (t) => {
  const withHash = (hash: Buffer) => Buffer.concat([tlv(6, pss), sequence(tlv(0xa0, hash))]);
  t.equal(signatureAlgorithmName(withHash(sequence(tlv(6, sha256)))), 'SHA256-RSAPSS');
  t.equal(signatureAlgorithmName(withHash(sequence(tlv(6, [0x2a, 3])))), '1.2.840.113549.1.1.10', 'an unknown hash');
  t.equal(signatureAlgorithmName(withHash(sequence())), '1.2.840.113549.1.1.10', 'no hash');
  t.equal(signatureAlgorithmName(withHash(Buffer.of())), '1.2.840.113549.1.1.10', 'nothing');
  t.equal(
    signatureAlgorithmName(Buffer.concat([tlv(6, pss), sequence()])),
    '1.2.840.113549.1.1.10',
    'SHA-1 by default',
  );
  t.equal(signatureAlgorithmName(tlv(6, pss)), '1.2.840.113549.1.1.10', 'no parameters');
  t.end();
});
