import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { decodeAll } from '../../src/x509/decode-all.js';
import { decodeCertificate } from '../../src/x509/decode.js';

void t.test('decodes in the order given, and leaves out what cannot be decoded', async (t) => {
  const [one, other] = await Promise.all(['one', 'other'].map((commonName) => createAuthority({ commonName })));
  const ders = [one!.der, Uint8Array.of(1), other!.der, new Uint8Array(), one!.der];
  const names = decodeAll(ders, decodeCertificate).map(({ subjectCommonName }) => subjectCommonName);
  t.same(names, ['one', 'other', 'one']);
  t.same(decodeAll([], decodeCertificate), []);
});
