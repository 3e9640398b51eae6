import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { checkJson } from '../../../src/cli/check/json.js';
import type { CheckResult } from '../../../src/cli/check/result.js';
import { failed, fileReasons, type FileReport } from '../../../src/files/file-report.js';
import { kubeadmExpiration } from '../../../src/files/kubeadm-expiration.js';
import { fileKinds, servingFileKinds } from '../../../src/findings/kinds/files.js';
import { findingKinds } from '../../../src/findings/kinds/finding-kinds.js';
import { distributions } from '../../../src/findings/remedies/distribution.js';
import { severities } from '../../../src/findings/severity/severity.js';
import { reasonNames } from '../../../src/probe/reason.js';
import { phasesInOrder, probesInOrder } from '../../../src/probe/report.js';
import { certificate, day, down, loopback, now, report, target } from '../../fixtures/report.js';
import { result, resultWith, threeAndOne } from './result-fixture.js';

const kinds = [...findingKinds, ...fileKinds, ...servingFileKinds];

const schema = JSON.parse(readFileSync('docs/check.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
const json = (checked: CheckResult): unknown => JSON.parse(checkJson(checked));

const chain = [certificate(), certificate({ subject: 'CN=sub', notAfter: now + 30 * day })] as const;
const files: readonly FileReport[] = [
  { path: '/a.crt', outcome: { state: 'read' }, certificates: [{ label: '1', certificate: certificate() }] },
  { path: '/a.key', outcome: { state: 'skipped', because: 'key' }, certificates: [] },
  { path: '/b.crt', outcome: failed('empty'), certificates: [] },
  {
    path: '/etc/kubernetes/admin.conf',
    outcome: { state: 'read' },
    certificates: [{ label: 'admin', certificate: certificate({ notAfter: now - 1 }) }],
  },
];
const stale = {
  target: { name: 'prod', labels: {} },
  address: 'a:1',
  path: '/a.crt',
  served: certificate({ fingerprintSha256: 'cd' }),
  held: certificate(),
};
const onDisk = resultWith({ files, serving: [stale] }, target(report()));
const kubeadm = await kubeadmExpiration('/etc/kubernetes', onDisk, () => Promise.resolve(true));

const everything: readonly CheckResult[] = [
  onDisk,
  { ...onDisk, kubeadm },
  result(),
  result(threeAndOne),
  result({ ...target(), discovered: false, notes: ['no list'] }),
  result(
    target(
      report({
        labels: { env: 'live' },
        serving: chain,
        trust: { state: 'untrusted', code: 'X' },
        http: { gitVersion: 'v1.20.2', health: [{ check: 'etcd', healthy: false }], startedAt: now - 1.5 },
        phases: Object.fromEntries(phasesInOrder.map((phase, at) => [phase, at / 1000])),
      }),
      report({
        trust: { state: 'trusted' },
        loopback: { state: 'not_asked', because: 'dynamiclistener' },
        http: { gitVersion: undefined, health: [], startedAt: undefined },
      }),
      report({ loopback: { state: 'not_served' } }),
      report({ loopback: { state: 'failed' }, failures: [{ probe: 'http', reason: 'http_status' }] }),
      down({ address: 'api.example.com:6443', failures: [{ probe: 'resolve', reason: 'dns' }] }),
    ),
  ),
];

void t.test('the output matches the schema', (t) => {
  for (const checked of everything) {
    validate(json(checked));
    t.same(validate.errors, null);
  }
  t.end();
});

void t.test('the schema refuses unknown keys', (t) => {
  const checked = result(threeAndOne);
  const text = JSON.stringify(json(checked));
  for (const [from, to] of [
    ['"up":true', '"up":1'],
    ['"version":1', '"version":2'],
    ['"exitCode":2', '"exitCode":4'],
    ['"up":true', '"up":true,"extra":1'],
    ['2027-08-13T12:00:00Z', '2027-08-13'],
  ] as const) {
    t.ok(text.includes(from), from);
    t.notOk(validate(JSON.parse(text.replace(from, to))), to);
  }
  t.end();
});

void t.test('the schema knows every name of the tables', (t) => {
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], schema);
  const failure = ['$defs', 'endpoint', 'properties', 'failures', 'items', 'properties'];
  const sorted = (values: unknown): unknown => [...(values as string[])].sort();
  const same = (found: unknown, expected: readonly string[]) => t.same(sorted(found), sorted(expected));
  same(
    at('$defs', 'finding', 'properties', 'id', 'enum'),
    kinds.map(({ id }) => id),
  );
  same(at('$defs', 'finding', 'properties', 'severity', 'enum'), severities);
  same(at('$defs', 'finding', 'properties', 'about', 'enum'), [...new Set(kinds.map(({ about }) => about))]);
  same(at('$defs', 'file', 'properties', 'reason', 'enum'), Object.keys(fileReasons));
  same(at('$defs', 'distribution', 'enum'), distributions);
  same(at(...failure, 'reason', 'enum'), reasonNames);
  same(at(...failure, 'probe', 'enum'), probesInOrder);
  same(Object.keys(at('$defs', 'endpoint', 'properties', 'phases', 'properties') as object), phasesInOrder);
  t.end();
});

void t.test('an endpoint in full', (t) => {
  const names = [{ name: 'api.example.com', role: 'client', covered: true }] as const;
  const endpoint = report({
    names,
    observedAt: now + 0.6,
    loopback: loopback({ notBefore: now - 7200 }),
    serving: chain,
  });
  const { targets, findings, ...rest } = json({ ...result(target(endpoint)), now: now + 0.9, findings: [] }) as Record<
    string,
    unknown
  >;
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
      insecure: false,
      notes: [],
      truncated: [],
      endpoints: [
        {
          address: '10.225.4.51:6443',
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
          uptimeSeconds: 3601,
          names,
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

void t.test('unknown values are null', (t) => {
  const checked = json(result(target(down()))) as { targets: [{ endpoints: [unknown] }] };
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
  const checked = json({ ...onDisk, kubeadm });
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
