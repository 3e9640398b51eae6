import { X509Certificate } from 'node:crypto';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { toPem } from '../../src/x509/to-pem.js';

void t.test('OpenSSL reads back the same certificate', async (t) => {
  const { der } = await createAuthority({ commonName: 'ca' });
  const pem = toPem(der);
  t.same(new X509Certificate(pem).raw, Buffer.from(der));
  t.equal(new X509Certificate(pem).toString(), pem, 'and writes it like this');
});

void t.test('a full last line is not followed by an empty one', (t) => {
  t.equal(toPem(new Uint8Array(48)), `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n-----END CERTIFICATE-----\n`);
  t.end();
});
