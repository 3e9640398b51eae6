import type { JudgedNames } from './judge-names.js';
import type { Loopback, Report } from './report.js';

/**
 * Separates the names that are reachable at this address from those that are not. A name whose SNI is refused never is. One that a server of
 * another CA answers may be: kube-apiserver has certificates by name (--tls-sni-cert-key), and clients refuse a wrong one. So it counts as
 * not reachable only where a front is known to route by SNI.
 */
export function withoutNamesNotHere(judged: JudgedNames, loopback: Loopback): Pick<Report, 'names' | 'namesNotHere'> {
  const { verdicts, refused, foreign } = judged;
  const elsewhere = isRoutedBySni(judged, loopback) ? foreign : [];
  const gone = new Set(elsewhere.map(({ name }) => name));
  return { names: verdicts.filter(({ name }) => !gone.has(name)), namesNotHere: [...refused, ...elsewhere] };
}

/**
 * kube-apiserver answers the SNI of its loopback certificate with that certificate, and every other SNI. What ends TLS in front of it, and
 * knows no such name, answers with its ordinary certificate.
 */
function isRoutedBySni({ refused }: JudgedNames, loopback: Loopback): boolean {
  switch (loopback.state) {
    case 'found':
      return false;
    case 'not_served':
      return refused.length > 0 || loopback.because !== 'serving_certificate';
    case 'not_asked':
    case 'failed':
      return refused.length > 0;
  }
}
