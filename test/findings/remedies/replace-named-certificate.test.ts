import t from 'tap';
import { replaceNamedCertificate } from '../../../src/findings/remedies/replace-named-certificate.js';
import type { Report } from '../../../src/probe/report.js';
import { certificate, nameVerdict, report, target } from '../../fixtures/report.js';

void t.test('shows what the first such name is shown', (t) => {
  const names = [nameVerdict({ name: 'a' }), nameVerdict({ name: 'b', shown: [certificate()] })];
  const line = (...all: readonly Report[]) => replaceNamedCertificate(target(...all)).procedures[0]?.lines[0];
  t.match(line(report({ names })), 'openssl s_client -connect 10.225.4.51:6443 -servername b </dev/null');
  t.match(line(), '-connect HOST:6443 -servername NAME ');
  t.match(replaceNamedCertificate(target()).advice[0], /--tls-sni-cert-key.*namedCertificates.*proxy/);
  t.end();
});
