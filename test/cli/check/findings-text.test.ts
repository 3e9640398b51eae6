import t from 'tap';
import type { Finding } from '../../../src/findings/findings-of.js';
import { nothingToDo } from '../../../src/findings/remedies/remedy.js';
import { certificate, down, nameVerdict, report, target, uncoveredName, untrusted } from '../../fixtures/report.js';
import { finding, ofKubeadm, printed } from './finding-fixture.js';
import { result } from './result-fixture.js';

void t.test('a name that is not covered: what to run, what to beware of, which names', (t) => {
  const names = [
    uncoveredName({ name: '10.220.70.56' }),
    nameVerdict({ name: '10.225.4.51', role: 'instance' }),
  ] as const;
  const findings = result(target(report({ names }))).findings.map((each) => ({
    ...each,
    remedy: { ...each.remedy, procedures: [ofKubeadm, { ...ofKubeadm, distributions: ['K3s' as const] }] },
  }));
  t.equal(
    `\n${printed(findings)}\n`,
    `
1. CRITICAL: The serving certificate does not cover names that clients use:
   these clients refuse the connection
   10.225.4.51:6443: no SAN covers 10.220.70.56
     x509: certificate is valid for 10.96.0.1, 10.225.4.51, not 10.220.70.56
   What to do: Issue a new serving certificate on each control-plane node, with
   all present SANs and the missing ones. kube-apiserver loads the new file
   without a restart since Kubernetes 1.17. Before 1.17, follow
   docs/procedures/restart.md after that, on one node at a time.
   Beware: kubeadm certs renew keeps the old SANs: it does not help here.
   Beware: never move the old pair away first: kubeadm makes no new one without
   ca.key, without a default route, or with a SAN that it refuses.
   Beware: by hand, kubeadm loses SANs: with the flag
   --apiserver-cert-extra-sans alone, without a document of kind
   InitConfiguration (it takes the host name and the default route), and it
   takes only the last of two blocks apiServer. Judge by the certificate that
   was made.

   kubeadm: It replaces two files. A minute.
     date -u
   It worked: the names are there.
   The way back:
     # none

   check --control-plane KIND and docs/procedures have the commands for K3s.
`,
  );
  t.end();
});

void t.test('no findings, and several with their targets; a remedy is shown once for each distribution', (t) => {
  t.equal(printed([]), '');
  const other: Finding = {
    ...finding,
    severity: 'info',
    target: 'edge',
    details: [{ addresses: [], text: 'all of it' }],
  };
  t.equal(
    `\n${printed([finding, other], { targets: true })}\n`,
    `
1. WARNING: The serving certificate expires soon (prod)
   a:1: expires in 3d
   What to do: Renew it.

2. NOTE: The serving certificate expires soon (edge)
   all of it
   What to do: the same as for finding 1.
`,
  );
  t.equal(printed([finding, { ...finding, distributions: ['K3s'] }]).split('Renew it.').length, 3);
  t.end();
});

void t.test('files are listed with addresses; files alone do not belong to a target', (t) => {
  const files = ['/a.crt', '/b.crt'];
  const text = printed(
    [
      { ...finding, target: undefined, addresses: [], files, details: [{ addresses: [], files, text: 'ends' }] },
      {
        ...finding,
        title: 'Not served',
        files: ['/a.crt'],
        details: [{ addresses: ['a:1'], files: ['/a.crt'], text: 'old' }],
      },
    ],
    { targets: true },
  );
  t.match(text, '1. WARNING: The serving certificate expires soon\n   /a.crt, /b.crt: ends\n');
  t.match(text, '2. WARNING: Not served (prod)\n   a:1, /a.crt: old\n');
  t.end();
});

void t.test('long lists are cut, with a note where the rest is', (t) => {
  const addresses = Array.from({ length: 10 }, (_, at) => `a${at}:1`);
  const lines = Array.from({ length: 410 }, (_, at) => `line ${at}`);
  const text = printed([
    {
      ...finding,
      details: [{ addresses, text: 'down' }],
      remedy: { ...finding.remedy, procedures: [{ distributions: [], lines }] },
    },
  ]);
  t.match(text, '   a0:1, a1:1, a2:1, a3:1, a4:1, a5:1, a6:1, a7:1 and 2 more: down\n');
  t.match(text, '     line 399\n     # … 10 more lines: see --output json');
  t.notMatch(text, 'line 400');
  t.end();
});

void t.test('text from a certificate cannot move the cursor', (t) => {
  const hostile = report({
    trust: untrusted('X'),
    serving: [certificate({ issuer: 'CN=\u001b[2J\n9. OK: all is well' })],
  });
  const text = printed(result(target(hostile)).findings);
  t.notMatch(text, '\u001b');
  t.notMatch(text, '\n9. OK');
  t.end();
});

void t.test('colours: what kind of finding, the lead of each paragraph, comments', (t) => {
  const text = printed(result(target(down())).findings, { color: true });
  t.match(text, '1. \u001b[1m\u001b[33mUNKNOWN:\u001b[39m\u001b[22m Endpoints');
  t.match(text, '   \u001b[1mWhat to do:\u001b[22m Check that the port');
  const procedures = [{ distributions: [], lines: ['date -u   # the clock', '# all of it', 'a#b'] }];
  const code = printed([{ ...finding, remedy: { ...finding.remedy, procedures } }], { color: true });
  t.match(code, 'date -u\u001b[2m   # the clock\u001b[22m\n     \u001b[2m# all of it\u001b[22m\n     a#b');
  t.end();
});

void t.test('a finding with nothing to do is one line', (t) => {
  const brief: Finding = { ...finding, severity: 'info', remedy: nothingToDo };
  t.equal(printed([brief, brief]), '1. NOTE: expires in 3d\n\n2. NOTE: expires in 3d');
  t.equal(printed([brief], { targets: true }), '1. NOTE: expires in 3d (prod)');
  t.end();
});
