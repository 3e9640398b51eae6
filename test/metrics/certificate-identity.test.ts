import t from 'tap';
import { caIdentityOf, caLabels, identityLabels, identityOf } from '../../src/metrics/certificate-identity.js';
import { authority, certificate } from '../fixtures/report.js';

void t.test('identity, with a label for each part', (t) => {
  const identity = identityOf(certificate());
  t.same(identity, {
    subject_cn: 'kube-apiserver',
    issuer_cn: 'kubernetes',
    serial_number: '0A',
    fingerprint_sha256: 'ab'.repeat(32),
    key_algorithm: 'RSA 2048',
    signature_algorithm: 'SHA256-RSA',
  });
  t.same(Object.keys(identity), identityLabels);
  t.end();
});

void t.test('names without a CN', (t) => {
  const nameless = certificate({ subjectCommonName: undefined, issuerCommonName: undefined });
  t.match(identityOf(nameless), { subject_cn: '', issuer_cn: '' });
  t.end();
});

void t.test('what tells certificates of a CA apart', (t) => {
  const identity = caIdentityOf(authority());
  t.same(identity, { subject_cn: 'kubernetes', serial_number: '00', fingerprint_sha256: 'ca'.repeat(32) });
  t.same(Object.keys(identity), caLabels);
  t.end();
});
