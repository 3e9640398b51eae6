import t from 'tap';
import { kubeadmReissue } from '../../../../src/findings/procedures/kubeadm/reissue.js';
import { situation } from '../../control-planes/all-procedures.js';
import { changedByPasting, linesBefore } from './pasted.js';

const steps = kubeadmReissue(situation);

void t.test('adds the missing names, and leaves the others to the certificate that is there', (t) => {
  t.match(steps.lines.join('\n'), `names='api.example.com' ips='10.220.70.56 fd00::56'`);
  t.end();
});

void t.test('leaves out what kubeadm refuses', (t) => {
  const { lines } = kubeadmReissue({ sans: { missing: ['a_b.example.com'], present: [], cut: false }, nodes: [] });
  t.match(lines.join('\n'), "names='' ips=''");
  t.end();
});

void t.test('checks the new pair before it replaces the old one, and that before it changes the ConfigMap', (t) => {
  const text = linesBefore(steps.lines, '  replace "$work').join('\n');
  t.match(text, 'wrong=$(fault');
  t.notMatch(text, 'ask patch');
  t.match(linesBefore(steps.lines, 'ask patch').join('\n'), 'SERVED');
  t.end();
});

void t.test('can be pasted into an interactive shell', (t) => {
  t.same(changedByPasting(steps), []);
  t.end();
});
