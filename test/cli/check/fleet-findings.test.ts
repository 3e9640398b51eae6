import t from 'tap';
import { fleetFindings } from '../../../src/cli/check/fleet-findings.js';
import type { Finding } from '../../../src/findings/findings-of.js';
import { fleetFindingGroups } from '../../../src/findings/finding-group.js';
import { finding, ofKubeadm } from './finding-fixture.js';

const printed = (findings: readonly Finding[], all = false): string =>
  fleetFindings(fleetFindingGroups(findings, []), { color: false, width: 80, all });

const remedy = { advice: ['Renew it.'], beware: ['it hangs.'], procedures: [ofKubeadm] };
const details = (text: string) => [{ addresses: ['a:1'], text, words: [`x509: ${text}`, 'x509: more'] }];

void t.test('one paragraph for what is the same in many targets, with what to do once', (t) => {
  const findings = [
    { ...finding, target: 'a', remedy, details: details('ends in 3d') },
    { ...finding, target: 'b', remedy, details: details('ends in 4d') },
    { ...finding, target: 'c', severity: 'critical' as const, remedy, details: details('ends in 1d') },
    { ...finding, target: 'a', id: 'probe-failing' as const, severity: 'info' as const, title: 'Odd' },
    { ...finding, target: 'b', id: 'probe-failing' as const, severity: 'info' as const, title: 'Odd' },
  ];
  t.equal(
    `\n${printed(findings)}\n`,
    `
1. CRITICAL: The serving certificate expires soon (c)
   a:1: ends in 1d
     x509: ends in 1d
     x509: more
   What to do: Renew it.
   Beware: it hangs.
   Commands: add --target c to this check. It prints those of one target.

2. WARNING: The serving certificate expires soon (2 targets)
   a, a:1: ends in 3d
     x509: ends in 3d
   b, a:1: ends in 4d
     x509: ends in 4d
   What to do: the same as for finding 1.
   Commands: add --target a to this check. It prints those of one target.

3. NOTE: Odd (2 targets): a, b
`,
  );
  t.end();
});

void t.test('lists are cut, and --all prints them whole', (t) => {
  const many = Array.from({ length: 50 }, (_, at) => ({
    ...finding,
    target: `t${at}`,
    details: [{ addresses: [`${at}:1`], text: `ends in ${at}d` }],
    remedy: { ...remedy, advice: [`Renew ${at}.`] },
  }));
  const text = printed(many);
  t.match(text, /\(50 targets\)\n {3}Targets: t0, t1, [^]*t39 and 10 more\n {3}t0, 0:1: ends in 0d\n/);
  t.match(text, '   … and 42 more such lines: --all prints them\n');
  t.match(text, '   … and 43 more paragraphs: --all prints them\n');
  const all = printed(many, true);
  t.match(all, 't49, 49:1: ends in 49d');
  t.match(all, 'Renew 49.');
  t.notMatch(all, /more|Targets:/);
  t.end();
});

void t.test('the same text in many targets stands there once', (t) => {
  const many = Array.from({ length: 20 }, (_, at) => ({ ...finding, target: `t${at}` }));
  t.match(printed(many), /\(20 targets\)\n {3}Targets: t0, [^]*t19\n {3}expires in 3d\n {3}What to do: Renew it\.$/);
  t.match(printed(many.slice(0, 3)), '(3 targets)\n   t0, t1, t2: expires in 3d\n');
  t.end();
});

void t.test('files belong to no target, so their commands are printed', (t) => {
  const text = printed([{ ...finding, target: undefined, files: ['/a.crt'], remedy, distributions: ['kubeadm'] }]);
  t.match(text, /^1\. WARNING: The serving certificate expires soon\n[^]*\n {5}date -u\n/);
  t.end();
});

void t.test('a name that a shell would take for more is not there to paste', (t) => {
  const text = printed([{ ...finding, target: '$(reboot)', remedy }]);
  t.match(text, 'Commands: add --target NAME to this check.');
  t.match(printed([{ ...finding, target: 'ns/a-1.example', remedy }]), '--target ns/a-1.example ');
  t.end();
});
