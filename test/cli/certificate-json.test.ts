import t from 'tap';
import { certificateJson } from '../../src/cli/certificate-json.js';
import { certificate } from '../fixtures/report.js';

void t.test('everything except the DER, with dates in ISO 8601', (t) => {
  const json = certificateJson(certificate({ notBefore: 0, notAfter: 253_402_300_799 }));
  t.same(json, {
    subject: 'CN=kube-apiserver',
    issuer: 'CN=kubernetes',
    serialNumber: '0A',
    fingerprintSha256: 'ab'.repeat(32),
    notBefore: '1970-01-01T00:00:00Z',
    notAfter: '9999-12-31T23:59:59Z',
    dnsNames: ['kubernetes'],
    ipAddresses: ['10.96.0.1', '10.225.4.51'],
    otherNames: [],
    keyAlgorithm: 'RSA 2048',
    signatureAlgorithm: 'SHA256-RSA',
    isCa: false,
  });
  t.end();
});
