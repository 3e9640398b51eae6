import { rootCertificates } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import t from 'tap';
import { breaksOff } from '../../src/x509/breaks-off.js';
import { readCertificates } from '../../src/x509/read-certificates.js';

const [one = '', two = ''] = rootCertificates;
const bundle = `# ours\n${one}\n${two}\n`;

function isBroken(bytes: Uint8Array): boolean {
  return breaksOff(bytes, readCertificates(bytes));
}

void t.test('every beginning of a bundle that ends within a block breaks off', (t) => {
  const ends = [one, two].map((pem) => bundle.indexOf(pem) + pem.trimEnd().length);
  const begins = [one, two].map((pem) => bundle.indexOf(pem));
  for (let length = 1; length <= bundle.length; length += 1) {
    const inside = begins.some((begin, at) => length > begin && length < (ends[at] ?? 0));
    const cut = bundle.slice(0, length);
    if (cut.includes('CERTIFICATE-----')) t.equal(isBroken(Buffer.from(cut)), inside, `${length} ${cut.slice(-20)}`);
  }
  t.end();
});

void t.test('what Go leaves out does not break off', (t) => {
  const broken = '-----BEGIN CERTIFICATE-----\nA*A\n-----END CERTIFICATE-----';
  for (const text of [`${one}${broken}\n`, `${one}\n# - a remark -\n`, `${one}\n---\nkind: List\n`])
    t.equal(isBroken(Buffer.from(text)), false, text.slice(-30));
  t.end();
});

void t.test('DER', (t) => {
  const der = new X509Certificate(one).raw;
  t.equal(isBroken(Buffer.concat([der, der])), false);
  t.equal(isBroken(Buffer.concat([der, der.subarray(0, 200)])), true);
  t.end();
});
