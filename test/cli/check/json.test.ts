import t from 'tap';
import type { CheckResult } from '../../../src/cli/check/result.js';
import { down, loopback, nameVerdict, now, report, target } from '../../fixtures/report.js';
import { onKubeadmNode } from './on-disk.js';
import { parsedJson } from './parsed-json.js';
import { chain, result, threeAndOne } from './result-fixture.js';

void t.test('an endpoint in full', (t) => {
  const names = [nameVerdict({ name: 'api.example.com' })] as const;
  const endpoint = report({
    names,
    observedAt: now + 0.6,
    loopback: loopback({ notBefore: now - 7200 }),
    serving: chain,
  });
  const { targets, findings, ...rest } = parsedJson({
    ...result(target(endpoint)),
    now: now + 0.9,
    findings: [],
  }) as Record<string, unknown>;
  const leaf = {
    subject: 'CN=kube-apiserver',
    issuer: 'CN=kubernetes',
    serialNumber: '0A',
    notBefore: '2026-08-13T12:00:00Z',
    notAfter: '2027-08-13T12:00:00Z',
    dnsNames: ['kubernetes'],
    ipAddresses: ['10.96.0.1', '10.225.4.51'],
    otherNames: [],
    isCa: false,
    fingerprintSha256: 'ab'.repeat(32),
    keyAlgorithm: 'RSA 2048',
    signatureAlgorithm: 'SHA256-RSA',
  };
  t.same(rest, { version: 1, observedAt: '2026-11-21T12:00:00Z', exitCode: 0, files: [], servingFiles: [] });
  t.same(findings, []);
  t.same(targets, [
    {
      name: 'prod',
      labels: {},
      discovered: true,
      fleetTargets: null,
      insecure: false,
      notes: [],
      truncated: [],
      caSource: null,
      apiServers: null,
      ca: [],
      endpoints: [
        {
          address: '10.225.4.51:6443',
          serverName: null,
          up: true,
          tlsVersion: 'TLSv1.3',
          serving: leaf,
          chain: [{ ...leaf, subject: 'CN=sub', notAfter: '2026-12-21T12:00:00Z' }],
          trust: { state: 'unknown' },
          loopback: {
            state: 'found',
            startedAt: '2026-11-21T11:00:00Z',
            processes: 1,
            ...leaf,
            subject: 'CN=apiserver-loopback-client@1',
            notBefore: '2026-11-21T10:00:00Z',
            chain: [],
          },
          server: null,
          entryPoint: [],
          servers: {
            probes: 1,
            serving: [leaf],
            processes: [
              {
                startedAt: '2026-11-21T11:00:00Z',
                ...leaf,
                subject: 'CN=apiserver-loopback-client@1',
                notBefore: '2026-11-21T10:00:00Z',
              },
            ],
          },
          uptimeSeconds: 3601,
          names: [
            { name: 'api.example.com', role: 'client', covered: true, accepted: true, until: '2027-08-13T12:00:00Z' },
          ],
          namesNotHere: [],
          http: null,
          failures: [],
          phases: {},
          truncated: [],
        },
      ],
    },
  ]);
  t.end();
});

void t.test('whose CA it is', (t) => {
  const sources = [
    { kind: 'file', path: '/ca.crt', problem: 'no such file' },
    { kind: 'kubeconfig', path: '/a.conf', named: '/ca.crt' },
  ] as const;
  const { targets } = parsedJson(result(...sources.map((caSource) => ({ ...target(), caSource })))) as {
    targets: readonly { caSource: unknown }[];
  };
  t.same(
    targets.map(({ caSource }) => caSource),
    [
      { kind: 'file', path: '/ca.crt', named: null, problem: 'no such file' },
      { kind: 'kubeconfig', path: '/a.conf', named: '/ca.crt', problem: null },
    ],
  );
  t.end();
});

void t.test('unknown values are null', (t) => {
  const checked = parsedJson(result(target(down()))) as { targets: [{ endpoints: [unknown] }] };
  t.match(checked.targets[0].endpoints[0], {
    up: false,
    serving: null,
    chain: [],
    tlsVersion: null,
    uptimeSeconds: null,
    loopback: { state: 'not_asked', because: 'no_serving_handshake' },
  });
  t.end();
});

void t.test('files, whether they are served, and the rows of kubeadm', (t) => {
  const checked = parsedJson(onKubeadmNode);
  t.match(checked, {
    files: [
      { path: '/a.crt', state: 'read', certificates: [{ label: '1', subject: 'CN=kube-apiserver' }] },
      { path: '/a.key', state: 'skipped', because: 'key', certificates: [] },
      { path: '/b.crt', state: 'failed', reason: 'empty', message: 'empty', certificates: [] },
      { certificates: [{ label: 'admin', notAfter: '2026-11-21T11:59:59Z' }] },
    ],
    servingFiles: [{ target: 'prod', address: 'a:1', path: '/a.crt', match: false }],
    kubeadm: { authorities: [{ name: 'ca', authority: 'ca', missing: true, problem: null, notAfter: null }] },
  });
  t.match((checked as { kubeadm: { certificates: [unknown] } }).kubeadm.certificates[0], {
    name: 'admin.conf',
    path: '/etc/kubernetes/admin.conf',
    authority: 'ca',
    externallyManaged: false,
    missing: false,
    notAfter: '2026-11-21T11:59:59Z',
  });
  const [found] = (checked as { findings: [object] }).findings;
  t.match(found, { id: 'file-certificate-expired', files: ['/etc/kubernetes/admin.conf'], addresses: [] });
  t.notOk('target' in found);
  t.end();
});

void t.test('procedures of other kinds of control planes are named alone, so that a fleet stays small', (t) => {
  const fleet = Array.from({ length: 50 }, () => threeAndOne);
  const kinds = { known: ['kubeadm'], unknown: [] } as const;
  for (const distributions of Object.values(kinds)) {
    const checked = result(...fleet);
    const { findings } = parsedJson({
      ...checked,
      findings: checked.findings.map((finding) => ({ ...finding, distributions })),
    }) as Pick<CheckResult, 'findings'>;
    const others = findings.flatMap(
      ({ remedy }) => (remedy as { otherDistributions?: readonly string[] }).otherDistributions,
    );
    t.ok(others.includes('K3s'));
    t.equal(others.includes('kubeadm'), distributions.length === 0);
    const bytes = JSON.stringify(findings).length / fleet.length;
    t.ok(bytes < (distributions.length === 0 ? 10_000 : 80_000), `${bytes} bytes for each target`);
  }
  t.end();
});
