import fc from 'fast-check';
import t from 'tap';
import { heldByText, heldBytes } from '../../src/bounds/held-bytes.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { readGoCertificate } from '../../src/x509/go-certificate.js';
import { heldByEach } from '../fixtures/held.js';
import { heavyCertificate, sanShapes } from '../x509/heavy-certificates.js';

/** In all: code that V8 compiles meanwhile, and such. */
const noise = 512 * 1024;

async function isNear(make: (index: number) => unknown, count: number): Promise<string | undefined> {
  const { bytes, value } = await heldByEach(count, make);
  const estimate = heldBytes(value);
  const near = estimate * count <= 2 * bytes * count + noise && bytes * count <= 2 * estimate * count + noise;
  return near ? undefined : `estimate ${estimate}, held ${Math.round(bytes)}`;
}

void t.test('the estimate is within a factor of two of what a certificate of any shape holds', async (t) => {
  const small = Array.from({ length: 2_000 }, (_, serial) => heavyCertificate('short DNS names', 10, serial));
  t.equal(await isNear((index) => decodeCertificate(small[index % small.length] as Buffer), small.length), undefined);
  for (const kind of Object.keys(sanShapes)) {
    const der = heavyCertificate(kind, 4_000);
    t.equal(await isNear(() => decodeCertificate(der), 12), undefined, `${kind}, decoded`);
    // It has views of the DER, which is copied here so that it counts.
    t.equal(await isNear(() => readGoCertificate(new Uint8Array(der)), 12), undefined, `${kind}, as Go reads it`);
  }
});

void t.test('and of what any value holds', async (t) => {
  const any = fc.object({
    maxDepth: 4,
    maxKeys: 20,
    withBigInt: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
  });
  const values = fc.sample(fc.array(any, { minLength: 50, maxLength: 200 }), 5);
  for (const value of values)
    t.equal(await isNear(() => structuredClone(value), 100), undefined, fc.stringify(value).slice(0, 200));
});

void t.test('each value counts once, and a view keeps its whole buffer', (t) => {
  const text = 'x'.repeat(1_000);
  const shared = [text];
  t.ok(heldBytes([shared, shared]) < 1.2 * heldBytes([shared]));
  const buffer = Buffer.alloc(100_000);
  t.ok(heldBytes(buffer.subarray(0, 1)) > 100_000);
  t.ok(heldBytes([buffer.subarray(0, 1), buffer.subarray(1)]) < 101_000);
  const self: unknown[] = [];
  self.push(self);
  t.ok(heldBytes(self) < 100, 'a value that has itself is read once');
  t.end();
});

void t.test('a character beyond Latin-1 makes all characters of a string larger', (t) => {
  t.equal(heldByText(''), 0);
  t.equal(heldByText('x'), 0);
  t.equal(heldByText('x'.repeat(80)), 96);
  t.equal(heldByText('é'.repeat(80)), 96);
  t.equal(heldByText(`${'x'.repeat(79)}ж`), 176);
  t.end();
});

void t.test('plain values', (t) => {
  t.same([undefined, null, true, 1, -5].map(heldBytes), [0, 0, 0, 0, 0]);
  t.same([1.5, 2 ** 40].map(heldBytes), [16, 16]);
  t.equal(heldBytes(2n ** 64n), 32);
  t.equal(
    heldBytes(() => 1),
    64,
  );
  t.end();
});
