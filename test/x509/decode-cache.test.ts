import t from 'tap';
import type { Decode } from '../../src/x509/certificate.js';
import { createDecodeCache } from '../../src/x509/decode-cache.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { heldNow } from '../fixtures/held.js';
import { buildCertificate } from './der-builder.js';
import { heavyCertificate } from './heavy-certificates.js';

function counting(): { readonly decode: Decode; readonly calls: () => number } {
  let calls = 0;
  const decode: Decode = (der) => {
    calls += 1;
    return decodeCertificate(der);
  };
  return { decode, calls: () => calls };
}

void t.test('equal bytes are decoded once', (t) => {
  const { decode, calls } = counting();
  const cached = createDecodeCache(decode);
  const first = cached(buildCertificate());
  t.equal(cached(buildCertificate()), first, 'the same value, by identity');
  t.match(cached(buildCertificate({ serialNumber: [2] })), { certificate: { serialNumber: '02' } });
  t.equal(calls(), 2);
  t.end();
});

void t.test('failures are cached too', (t) => {
  const { decode, calls } = counting();
  const cached = createDecodeCache(decode);
  t.equal(cached(Uint8Array.of(1)), cached(Uint8Array.of(1)));
  t.equal(calls(), 1);
  t.end();
});

void t.test('the least recently used goes first when there is no room', (t) => {
  const { decode, calls } = counting();
  const cached = createDecodeCache(decode, { maxBytes: 150_000 });
  const [a, b, c] = [1, 2, 3].map((serial) => heavyCertificate('empty DNS names', 1_500, serial)) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  for (const der of [a, b, a, c]) cached(der);
  t.equal(calls(), 3);
  cached(a);
  t.equal(calls(), 3, 'used last, still there');
  cached(b);
  t.equal(calls(), 4, 'gone');
  t.end();
});

void t.test('what it holds is bounded, whatever the certificates have', async (t) => {
  const maxBytes = 4 * 1024 * 1024;
  for (const kind of ['empty other names', 'short e-mail addresses', 'short DNS names', 'IPv4 addresses']) {
    const cached = createDecodeCache(decodeCertificate, { maxBytes });
    cached(heavyCertificate(kind, 4_000, 0));
    const before = await heldNow();
    for (let serial = 1; serial < 150; serial += 1) cached(heavyCertificate(kind, 4_000, serial));
    const held = (await heldNow()) - before;
    t.ok(held < maxBytes, `${kind}: ${held} bytes`);
    // Used here, so that it lives until now.
    cached(Uint8Array.of());
  }
});

void t.test('new large certificates drop no small ones', (t) => {
  const { decode, calls } = counting();
  const cached = createDecodeCache(decode, { maxBytes: 4 * 1024 * 1024 });
  cached(buildCertificate());
  for (let serial = 0; serial < 400; serial += 1) cached(heavyCertificate('empty DNS names', 5_000, serial));
  t.equal(calls(), 401);
  cached(buildCertificate());
  t.equal(calls(), 401);
  t.end();
});
