import t from 'tap';
import { finding, ofKubeadm, printed } from './finding-fixture.js';

void t.test('no procedure is shown by guess if no distribution is recognised; what is for all has no label', (t) => {
  const procedures = [
    { distributions: ['K3s', 'RKE2'], lines: ['systemctl restart k3s'] },
    { distributions: ['kops'], lines: ['kops rolling-update cluster'] },
    { distributions: [], lines: ['date -u'] },
  ] as const;
  t.match(
    printed([{ ...finding, remedy: { ...finding.remedy, procedures } }]),
    [
      '   What to do: Renew it.',
      '     date -u',
      '',
      '   check --control-plane KIND and docs/procedures have the commands for K3s,',
      '   RKE2, kops.',
    ].join('\n'),
  );
  t.end();
});

void t.test('a long way back is shown elsewhere', (t) => {
  const back = Array.from({ length: 7 }, (_, at) => `back ${at}`);
  const text = printed([
    { ...finding, remedy: { ...finding.remedy, procedures: [{ ...ofKubeadm, distributions: [], back }] } },
  ]);
  t.match(text, '   The way back: 7 lines, on the status page, in --output json and in\n   docs/procedures.');
  t.notMatch(text, 'back 0');
  t.end();
});

void t.test('commands that an earlier finding has are not repeated', (t) => {
  const remedy = { ...finding.remedy, procedures: [ofKubeadm] };
  const text = printed([
    { ...finding, distributions: ['kubeadm'], remedy },
    { ...finding, title: 'Another', distributions: ['kubeadm'], remedy: { ...remedy, advice: ['Compare them.'] } },
    {
      ...finding,
      title: 'On both',
      distributions: ['kubeadm', 'K3s'],
      remedy: { ...remedy, advice: ['Compare them.'] },
    },
  ]);
  t.match(text, '   What to do: Compare them.\n   Commands: the same as for finding 1.\n');
  t.equal(text.split('     date -u').length, 3, 'another distribution: another choice');
  t.end();
});

void t.test('a kind of control plane with several stages is named once among those that are not shown', (t) => {
  const kamaji = { ...ofKubeadm, distributions: ['hosted control plane'], stage: 'Kamaji' } as const;
  const procedures = [ofKubeadm, kamaji, { ...kamaji, stage: 'k0smotron' }];
  const text = printed([{ ...finding, distributions: ['kubeadm'], remedy: { ...finding.remedy, procedures } }]);
  t.match(
    text,
    /\n\n {3}check --control-plane KIND and docs\/procedures have the commands for hosted\s+control\s+plane\.$/,
  );
  t.end();
});
