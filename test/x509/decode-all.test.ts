import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { Decode } from '../../src/x509/certificate.js';
import { decodeAll } from '../../src/x509/decode-all.js';
import { decodeCertificate } from '../../src/x509/decode.js';

void t.test('decodes in the order given, and leaves out what cannot be decoded', async (t) => {
  const [one, other] = await Promise.all(['one', 'other'].map((commonName) => createAuthority({ commonName })));
  const ders = [one!.der, Uint8Array.of(1), other!.der, new Uint8Array(), one!.der];
  const names = decodeAll(ders, decodeCertificate).map(({ subjectCommonName }) => subjectCommonName);
  t.same(names, ['one', 'other', 'one']);
  t.same(decodeAll([], decodeCertificate), []);
});

void t.test('decodes the same list once, and another list or with another decoder again', (t) => {
  let calls = 0;
  const counting = (): Decode => () => {
    calls += 1;
    return { ok: false, reason: 'certificate_malformed', message: '' };
  };
  const [decode, ders] = [counting(), [Uint8Array.of(1)]];
  t.equal(decodeAll(ders, decode), decodeAll(ders, decode), 'by identity');
  t.equal(calls, 1);
  decodeAll([...ders], decode);
  decodeAll(ders, counting());
  t.equal(calls, 3);
  t.end();
});
