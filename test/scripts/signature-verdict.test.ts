import t from 'tap';
import { signatureVerdict } from '../../scripts/signature-verdict.js';

const kindOf = (status: number | null, stdout: string, stderr = '') =>
  signatureVerdict({ status, stdout, stderr }).kind;
const compared = (invalid: readonly object[], missing: readonly object[] = []) => JSON.stringify({ invalid, missing });

void t.test('good only if npm compared everything, and found nothing wrong', (t) => {
  t.equal(kindOf(0, compared([])), 'good');
  t.equal(kindOf(1, compared([])), 'bad');
  t.equal(kindOf(0, ''), 'bad');
  t.equal(kindOf(0, 'audited 87 packages'), 'bad');
  t.equal(kindOf(0, '{}'), 'bad');
  t.equal(kindOf(null, '', ''), 'bad', 'killed');
  t.end();
});

void t.test('a tampered package is never passed over, whatever else npm says', (t) => {
  const tampered = { name: 'a', version: '1.0.0' };
  for (const [status, noise] of [
    [1, ''],
    [0, ''],
    [1, 'npm warn ENOTFOUND'],
  ] as const) {
    t.equal(kindOf(status, compared([tampered]), noise), 'bad');
    t.equal(kindOf(status, compared([], [tampered]), noise), 'bad');
  }
  t.match(signatureVerdict({ status: 1, stdout: compared([tampered]), stderr: '' }).text, 'a@1.0.0');
  t.equal(kindOf(1, '', 'npm error code EINTEGRITY\nnpm error sha512-… integrity checksum failed'), 'bad');
  t.equal(kindOf(1, '', 'npm error code EEXPIREDSIGNATUREKEY'), 'bad');
  t.end();
});

void t.test('without a way to the keys, it says so aloud', (t) => {
  for (const stderr of [
    'npm error code ENOTFOUND',
    'npm error 405 Method Not Allowed E405',
    'npm error found no dependencies to audit that were installed from a supported registry',
  ]) {
    const { kind, text } = signatureVerdict({ status: 1, stdout: '', stderr });
    t.equal(kind, 'skipped', stderr);
    t.match(text, /SKIPPED: .* NOT verified/);
  }
  t.end();
});
