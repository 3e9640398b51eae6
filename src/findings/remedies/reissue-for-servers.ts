import type { ExpectedSans } from './expected-sans.js';
import { reissueCertificate } from './reissue-certificate.js';
import type { Remedy } from './remedy.js';
import { renewCertificate } from './renew-certificate.js';

/** Issues a new serving certificate, because the usage of the present one is wrong. A renewal by kubeadm, and so by kubespray, would keep it. */
export function reissueForServers(sans: ExpectedSans): Remedy {
  const reissue = reissueCertificate(sans);
  return {
    advice: [
      'Issue a new serving certificate with the extended key usage serverAuth on each control-plane node: most likely, a client certificate is in its place. If a CA of it has the extension extendedKeyUsage, the CA needs serverAuth too: see openssl x509 -noout -ext extendedKeyUsage -in ca.crt.',
    ],
    beware: [
      'kubeadm certs renew keeps the usage of the old certificate: it does not help here.',
      'kubeadm skips files that exist: move both apiserver.crt and apiserver.key away.',
    ],
    procedures: [
      ...reissue.procedures
        .filter(({ distributions }) => distributions.includes('kubeadm'))
        .map(({ distributions, lines }) => ({ distributions: [...distributions, 'kubespray' as const], lines })),
      ...renewCertificate.procedures.filter(
        ({ distributions }) => !distributions.includes('kubeadm') && !distributions.includes('kubespray'),
      ),
    ],
  };
}
