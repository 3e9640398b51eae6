import t from 'tap';
import { reissueCertificate } from '../../../src/findings/remedies/reissue-certificate.js';
import { forgotten, linesFor } from './procedures.js';

const remedy = reissueCertificate({
  missing: ['10.220.70.56', 'api.example.com'],
  present: ['kubernetes', '10.96.0.1', 'fd00::1'],
  cut: false,
});

void t.test('kubeadm gets the whole list, so that no name is lost', (t) => {
  t.same(linesFor(remedy, 'kubeadm'), [
    '# on a control-plane node:',
    'export KUBECONFIG=/etc/kubernetes/admin.conf',
    "kubectl -n kube-system get cm kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' > kubeadm.yaml",
    '# edit kubeadm.yaml so that it has all of these SANs:',
    '# apiServer:',
    '#   certSANs:',
    '#   - "10.220.70.56"   # missing now',
    '#   - "api.example.com"   # missing now',
    '#   - "kubernetes"',
    '#   - "10.96.0.1"',
    '#   - "fd00::1"',
    '# on each control-plane node, with this kubeadm.yaml (does nothing until every missing SAN is in it):',
    "grep -qwF '10.220.70.56' kubeadm.yaml \\",
    "  && grep -qwF 'api.example.com' kubeadm.yaml \\",
    '  && mkdir -p /root/pki-before \\',
    '  && mv /etc/kubernetes/pki/apiserver.{crt,key} /root/pki-before/ \\',
    '  && kubeadm init phase certs apiserver --config kubeadm.yaml',
    '# once, so that joins and upgrades keep the SANs:',
    "grep -qwF '10.220.70.56' kubeadm.yaml \\",
    "  && grep -qwF 'api.example.com' kubeadm.yaml \\",
    '  && kubeadm init phase upload-config kubeadm --config kubeadm.yaml',
  ]);
  t.end();
});

void t.test('the other distributions get only the names to add', (t) => {
  t.same(forgotten(remedy), []);
  const list = '["10.220.70.56", "api.example.com"]';
  t.match(linesFor(remedy, 'K3s')[0], `tls-san: ${list}`);
  t.match(linesFor(remedy, 'kubespray')[0], `supplementary_addresses_in_ssl_keys: ${list}`);
  t.match(linesFor(remedy, 'kops')[0], `additionalSANs: ${list}`);
  t.match(linesFor(remedy, 'microk8s')[0], 'csr.conf.template: 10.220.70.56, api.example.com');
  t.match(linesFor(remedy, 'OpenShift').join('\n'), 'never for api-int');
  t.end();
});

void t.test('warns of each trap', (t) => {
  const text = remedy.beware.join('\n');
  for (const trap of ['certs renew keeps', '--apiserver-cert-extra-sans', 'skips files that exist'])
    t.match(text, trap);
  t.end();
});
