import t from 'tap';
import { replaceNamedCertificate } from '../../../src/findings/remedies/replace-named-certificate.js';
import type { Report } from '../../../src/probe/report.js';
import { certificate, nameVerdict, notFor, now, report, target } from '../../fixtures/report.js';

void t.test('shows what the worst of these names is shown', (t) => {
  const soon = certificate({ notAfter: now + 1 });
  const good = [nameVerdict({ name: 'a' }), nameVerdict({ name: 'b', shown: [certificate()] })];
  const ending = [...good, nameVerdict({ name: 'c', shown: [soon] })];
  const refused = [...ending, nameVerdict({ name: 'd', shown: [certificate()], verdict: notFor('d') })];
  const line = (...all: readonly Report[]) => replaceNamedCertificate(target(...all)).procedures[0]?.lines[0];
  t.match(line(report({ names: good })), 'openssl s_client -connect 10.225.4.51:6443 -servername b </dev/null');
  t.match(line(report({ names: ending })), '-servername c ');
  t.match(line(report({ names: refused })), '-servername d ');
  t.match(line(), '-connect HOST:6443 -servername NAME ');
  t.match(replaceNamedCertificate(target()).advice[0], /--tls-sni-cert-key.*namedCertificates.*proxy/);
  t.end();
});
