import t from 'tap';
import type { GoPublicKey } from '../../src/x509/go-public-key.js';
import { handshakeFault, readServed } from '../../src/x509/go-served.js';
import { buildCertificate, oids, sequence, tlv } from './der-builder.js';
import { goCertificate } from './go-fixture.js';

/** A certificate with an RSA key of so many bits, whose number is none of a real key. */
function rsaCertificate(bits: number): Buffer {
  const hex = (2n ** BigInt(bits) - 1n).toString(16);
  const modulus = Buffer.from(`00${hex.padStart(hex.length + (hex.length % 2), '0')}`, 'hex');
  const numbers = sequence(tlv(2, bits % 8 === 0 ? modulus : modulus.subarray(1)), tlv(2, [1, 0, 1]));
  return buildCertificate({ publicKey: sequence(sequence(tlv(6, oids.rsa), tlv(5)), tlv(3, [0], numbers)) });
}

void t.test('the leaf comes first', (t) => {
  const ders = [1, 2, 3].map((serial) => buildCertificate({ serialNumber: [serial] }));
  t.match(readServed(ders), {
    ok: true,
    leaf: { serialNumber: 1n },
    rest: [{ serialNumber: 2n }, { serialNumber: 3n }],
  });
  t.match(readServed(ders.slice(0, 1)), { ok: true, rest: [] });
  t.same(readServed([]), {
    ok: false,
    fault: { accepted: false, reason: 'malformed', message: 'tls: received empty certificates message' },
  });
  t.end();
});

void t.test('one bad certificate is enough', (t) => {
  const message = 'tls: failed to parse certificate from server: x509: negative serial number';
  const negative = buildCertificate({ serialNumber: [0x80] });
  const refused = { ok: false, fault: { accepted: false, reason: 'malformed', message } };
  t.same(readServed([negative]), refused);
  t.same(readServed([buildCertificate(), negative, Uint8Array.of(1)]), refused);
  t.end();
});

void t.test('RSA keys that are too long', (t) => {
  const fault = {
    accepted: false,
    reason: 'unsupported',
    message: 'tls: server sent certificate containing RSA key larger than 8192 bits',
  };
  t.match(readServed([rsaCertificate(8192)]), { ok: true });
  t.same(readServed([rsaCertificate(8193)]), { ok: false, fault });
  t.same(
    readServed([buildCertificate(), rsaCertificate(9000), Uint8Array.of(1)]),
    { ok: false, fault },
    'in any place',
  );
  t.end();
});

void t.test('leaf keys with which no handshake succeeds', (t) => {
  const rsa = (bits: number, modulus = 5n): GoPublicKey => ({
    kind: 'RSA',
    rsa: { bits, modulus, exponent: 65_537n },
    key: undefined,
  });
  const fault = (publicKey: GoPublicKey | undefined) => handshakeFault(goCertificate({ publicKey }));
  t.same(fault(rsa(1023)), {
    accepted: false,
    reason: 'unsupported',
    message:
      'tls: invalid signature by the server certificate: crypto/rsa: 1023-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)',
  });
  t.equal(fault(rsa(1024)), undefined);
  t.match(fault(rsa(1024, 4n)), {
    message: 'tls: invalid signature by the server certificate: crypto/rsa: public modulus is even',
  });
  t.equal(fault({ kind: 'DSA' }), undefined, 'no TLS server of today shows such a leaf');
  t.match(fault(undefined), { reason: 'unsupported', message: 'remote error: tls: handshake failure' });
  t.end();
});
