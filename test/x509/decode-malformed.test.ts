import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { decodeCertificate, maxCertificateBytes } from '../../src/x509/decode.js';
import { buildCertificate, extension, oids, subjectAltName } from './der-builder.js';

void t.test('malformed and oversized certificates are refused', (t) => {
  const refuse = (der: Uint8Array) => decodeCertificate(der);
  t.same(refuse(new Uint8Array()), {
    ok: false,
    reason: 'certificate_malformed',
    message: 'certificate: ends too early',
  });
  t.match(refuse(Buffer.from('<html>')), { reason: 'certificate_malformed' });
  t.match(refuse(new Uint8Array(maxCertificateBytes + 1)), {
    reason: 'certificate_too_large',
    message: /^262145 bytes/,
  });
  const empty = Buffer.alloc(40_002);
  for (let at = 0; at < empty.length; at += 2) empty[at] = 0x82;
  t.match(refuse(buildCertificate({ extensions: [subjectAltName(empty)] })), { reason: 'certificate_too_large' });
  const broken = buildCertificate({ extensions: [extension(oids.subjectAltName, [1])] });
  t.match(refuse(broken), { reason: 'certificate_malformed', message: 'subjectAltName: ends too early' });
  const hostile = {
    length: 3,
    get [Symbol.iterator]() {
      throw new RangeError('no bytes');
    },
  };
  t.same(refuse(hostile as unknown as Uint8Array), {
    ok: false,
    reason: 'certificate_malformed',
    message: 'certificate: unreadable',
  });
  t.end();
});

void t.test('mutated certificates decode as in OpenSSL, or are refused', async () => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const names = [
    { kind: 'uri', value: 'spiffe://x' },
    { kind: 'email', value: 'a@b' },
  ] as const;
  const { der } = await authority.issue({
    commonName: 'a',
    dnsNames: ['a.b', '*.c'],
    ipAddresses: ['10.0.0.1', '::1'],
    names,
    serialNumber: '0102030405060708090a0b0c',
  });
  const edit = fc.tuple(fc.nat(der.length - 1), fc.nat(255), fc.constantFrom('set', 'insert', 'delete'));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const bytes = [...der];
      for (const [at, octet, kind] of edits)
        bytes.splice(at, kind === 'insert' ? 0 : 1, ...(kind === 'delete' ? [] : [octet]));
      const decoded = decodeCertificate(Uint8Array.from(bytes));
      if (!decoded.ok) return decoded.message !== 'certificate: unreadable';
      const { serialNumber, subject, issuer, dnsNames } = decoded.certificate;
      const opensslSerial = opensslReads(bytes);
      const wellFormed = [subject, issuer, ...dnsNames].every((text) => Buffer.from(text).toString() === text);
      return wellFormed && (opensslSerial === undefined || opensslSerial === serialNumber);
    }),
    { numRuns: 3000 },
  );
});

function opensslReads(bytes: readonly number[]): string | undefined {
  try {
    return new X509Certificate(Uint8Array.from(bytes)).serialNumber;
  } catch {
    return undefined;
  }
}
