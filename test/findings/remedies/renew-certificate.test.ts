import t from 'tap';
import { renewCertificate } from '../../../src/findings/remedies/renew-certificate.js';
import { forgotten, linesFor } from './procedures.js';

void t.test('says how for each distribution, and that the SANs stay', (t) => {
  t.same(forgotten(renewCertificate), []);
  t.match(linesFor(renewCertificate, 'kubeadm').join('\n'), /^kubeadm certs renew apiserver$/m);
  t.match(linesFor(renewCertificate, 'RKE2').join('\n'), /k3s certificate rotate.*# RKE2: rke2-server, rke2/);
  t.match(renewCertificate.beware.join(' '), /renewing keeps the SANs/);
  t.end();
});
