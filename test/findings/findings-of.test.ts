import t from 'tap';
import type { FileReport } from '../../src/files/file-report.js';
import { type Finding, findingsOf } from '../../src/findings/findings-of.js';
import { refusal, type RefusalReason } from '../../src/x509/go-refusal.js';
import {
  authority,
  certificate,
  day,
  down,
  nameVerdict,
  notFor,
  now,
  report,
  target,
  trusted,
  uncoveredName,
} from '../fixtures/report.js';

/** Leaves out notes, which any fleet may have, such as loopback certificates that expire together. */
const serious = (found: readonly Finding[]) => found.filter(({ severity }) => severity !== 'info');

const ending = (days: number) => ({ serving: [certificate({ notAfter: now + days * day })] as const });
const lacking = (address: string) => ({
  address: `${address}:6443`,
  names: [uncoveredName({ name: address, role: 'instance' })],
});

void t.test('healthy targets have no findings', (t) => {
  t.same(findingsOf([target(report())], now), []);
  t.same(findingsOf([], now), []);
  t.end();
});

void t.test('one finding for each kind and severity of a target, even if several endpoints show it', (t) => {
  const reports = [
    report({ address: 'a:1', ...ending(20) }),
    report({ address: 'b:1', ...ending(3) }),
    report({ address: 'c:1', ...ending(20) }),
    report({ address: 'd:1', ...ending(10) }),
  ];
  const [critical, warning, ...rest] = serious(findingsOf([target(...reports)], now));
  t.match(critical, { id: 'serving-certificate-ending', severity: 'critical', addresses: ['b:1'] });
  t.same(warning?.addresses, ['a:1', 'c:1', 'd:1']);
  t.same(warning?.details, [
    { addresses: ['a:1', 'c:1'], text: 'expires in 20d 0h, at 2026-12-11 12:00 UTC' },
    { addresses: ['d:1'], text: 'expires in 10d 0h, at 2026-12-01 12:00 UTC' },
  ]);
  t.same(rest, []);
  t.end();
});

void t.test('forgotten control-plane nodes are one finding that names them all', (t) => {
  const reports = [report(lacking('10.225.4.52')), report(lacking('10.225.4.53'))];
  const [found, ...rest] = serious(findingsOf([target(...reports)], now));
  t.match(found, {
    id: 'instance-name-not-covered',
    severity: 'warning',
    about: 'names',
    target: 'prod',
    addresses: ['10.225.4.52:6443', '10.225.4.53:6443'],
    names: ['10.225.4.52', '10.225.4.53'],
    distributions: ['kubeadm', 'Cluster API'],
  });
  t.same(rest, []);
  t.end();
});

void t.test('instances with the same fault share a detail, with the words of each', (t) => {
  const words = ['a', 'b'].map((name) => notFor(name).message);
  const lacking = (address: string, message: string) =>
    report({ address, names: [uncoveredName({ verdict: { ...notFor(''), message } })] });
  const reports = [...words, ...words].map((message, at) => lacking(`${at}:1`, message));
  t.same(serious(findingsOf([target(...reports)], now))[0]?.details, [
    {
      addresses: ['0:1', '1:1', '2:1', '3:1'],
      subjects: ['api.example.com'],
      text: 'no SAN covers api.example.com',
      words,
    },
  ]);
  t.end();
});

void t.test('an expired leaf is one finding, and so is a chain that is not trusted', (t) => {
  const ids = (change: Parameters<typeof report>[0]) =>
    serious(findingsOf([target(report(change))], now)).map(({ id }) => id);
  const under = (reason: RefusalReason) => {
    const verdict = refusal(reason, `x509: ${reason}`);
    return [nameVerdict({ name: 'a', verdict }), nameVerdict({ name: 'b', role: 'instance', verdict })];
  };
  t.same(ids({ names: under('expired'), trust: trusted(), ...ending(-1) }), ['serving-certificate-expired']);
  const trust = { state: 'untrusted', refusal: refusal('unknown_authority', 'x509: unknown_authority') } as const;
  t.same(ids({ names: under('unknown_authority'), trust }), ['serving-certificate-untrusted']);
  t.end();
});

void t.test('a leaf that nobody can read is critical, with nothing else', (t) => {
  const why = refusal('malformed', 'tls: failed to parse certificate from server: x509: negative serial number');
  const names = [nameVerdict({ covered: undefined, verdict: why })];
  const failures = [{ probe: 'serving', reason: 'certificate_malformed' }] as const;
  const found = findingsOf([target(down({ names, failures, trust: { state: 'unknown', refusal: why } }))], now);
  t.match(found, [{ id: 'serving-certificate-malformed', severity: 'critical', names: ['api.example.com'] }]);
  t.equal(found.length, 1);
  t.end();
});

void t.test('files with an old CA belong to the target', (t) => {
  const [old, next] = [authority(), authority({ fingerprintSha256: 'cb' })];
  const rotating = { ...target(report({ trust: trusted({ anchors: [next] }) })), ca: [old, next] };
  const certificates = [{ label: 'cluster kubernetes', certificate: old }];
  const files: readonly FileReport[] = [{ path: '/a.conf', outcome: { state: 'read' }, certificates }];
  t.match(serious(findingsOf([rotating], now, { files, serving: [] })), [
    { id: 'file-ca-outdated', target: 'prod', files: ['/a.conf'] },
  ]);
  t.end();
});

void t.test('worst first, then by target and kind', (t) => {
  const mixed = target(
    report({ ...lacking('10.225.4.52'), loopback: { state: 'not_served', because: 'serving_certificate' } }),
    down(),
    report(ending(20)),
  );
  const other = { ...target(report(ending(1)), down()), target: { name: 'other', labels: {} } };
  t.same(
    findingsOf([mixed, other], now).map(({ severity, target, id }) => [severity, target, id]),
    [
      ['critical', 'other', 'serving-certificate-ending'],
      ['unknown', 'prod', 'probe-failing'],
      ['unknown', 'other', 'probe-failing'],
      ['warning', 'prod', 'serving-certificate-ending'],
      ['warning', 'prod', 'instance-name-not-covered'],
      ['info', 'prod', 'loopback-certificate-not-seen'],
    ],
  );
  t.end();
});

void t.test('files: findings about a file alone have no target, findings about serving it have one', (t) => {
  const path = '/etc/kubernetes/pki/apiserver.crt';
  const ca = { label: 'cluster kubernetes', certificate: certificate({ subject: 'CN=kubernetes', notAfter: now - 1 }) };
  const conf = (name: string): FileReport => ({ path: `/${name}`, outcome: { state: 'read' }, certificates: [ca] });
  const serving = ['prod', 'other'].map((name) => ({
    target: { name, labels: {} },
    address: `${name}:1`,
    path,
    served: certificate(),
    held: certificate({ fingerprintSha256: 'cd' }),
  }));
  const found = findingsOf([target(report())], now, { files: [conf('a'), conf('b')], serving });
  t.match(found, [
    {
      id: 'file-certificate-expired',
      target: undefined,
      addresses: [],
      files: ['/a', '/b'],
      details: [{ addresses: [], files: ['/a', '/b'], text: /^CN=kubernetes: expired 1s ago/ }],
      distributions: ['kubeadm', 'Cluster API'],
    },
    { id: 'file-not-served', target: 'prod', addresses: ['prod:1'], files: [path], details: [{ files: [path] }] },
  ]);
  t.equal(found.length, 2);
  t.end();
});
