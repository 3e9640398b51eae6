import t from 'tap';
import { externalCaReissue } from '../../../../src/findings/procedures/kubeadm/external-ca.js';
import { changedByPasting, linesBefore } from './pasted.js';

const sans = { missing: ['10.220.70.56', 'a_b.example.com', 'api.example.com'], present: [], cut: false };
const steps = externalCaReissue({ sans, nodes: [] });

void t.test('asks for every name, also for what kubeadm refuses', (t) => {
  t.match(steps.lines.join('\n'), "names='api.example.com a_b.example.com' ips='10.220.70.56'");
  t.end();
});

void t.test('checks the signed certificate before it replaces the old one', (t) => {
  t.match(linesBefore(steps.lines, '  replace "$csr').join('\n'), 'wrong=$(fault "$csr');
  t.end();
});

void t.test('can be pasted into an interactive shell', (t) => {
  t.same(changedByPasting(steps), []);
  t.end();
});
