import t from 'tap';
import { reissueCertificate } from '../../../src/findings/remedies/reissue-certificate.js';
import { forgotten } from './procedures.js';

const remedy = reissueCertificate({
  sans: {
    missing: ['10.220.70.56', 'api.example.com'],
    present: ['kubernetes', '10.96.0.1', 'fd00::1'],
    cut: false,
  },
  nodes: [],
});

void t.test('a procedure for each kind of control plane', (t) => {
  t.same(forgotten(remedy), []);
  t.end();
});

void t.test('warns of each trap', (t) => {
  const text = remedy.beware.join('\n');
  for (const trap of [
    'certs renew keeps',
    '--apiserver-cert-extra-sans',
    'never move the old pair away',
    'InitConfiguration',
    'two blocks apiServer',
    '--apiserver-cert-extra-sans',
  ])
    t.match(text, trap);
  t.end();
});

void t.test('names what kubeadm refuses, and leaves it out', (t) => {
  const sans = { missing: ['a_b.example.com', 'api.example.com'], present: [], cut: false };
  t.match(reissueCertificate({ sans, nodes: [] }).advice[1], /^kubeadm refuses these .*: a_b\.example\.com\. Give/);
  t.equal(remedy.advice.length, 1);
  t.end();
});
