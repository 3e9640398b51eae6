import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { distributionsOf } from '../../../src/findings/control-planes/recognise.js';
import { certificate, report, target } from '../../fixtures/report.js';
import { situation } from './all-procedures.js';

void t.test('a cluster of EKS is none of kubeadm', (t) => {
  const leaf = certificate({
    subjectCommonName: 'kube-apiserver',
    issuerCommonName: 'kubernetes',
    dnsNames: ['kubernetes', '0123.gr7.eu-west-1.eks.amazonaws.com'],
  });
  t.same(distributionsOf(target(report({ serving: [leaf] }))), ['managed service']);
  t.end();
});

void t.test('its users can change what their clients expect, and nothing else', (t) => {
  const text = proceduresFor('reissue', situation, ['managed service'])
    .flatMap(({ lines }) => lines)
    .join('\n');
  t.match(text, "--server='https://[fd00::56]' --tls-server-name=");
  t.match(text, "--server='https://api.example.com'");
  t.end();
});
