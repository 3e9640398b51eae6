import fc from 'fast-check';
import { severities } from '../../../../src/findings/severity/severity.js';
import type {
  Snapshot,
  SnapshotCertificate,
  SnapshotEndpoint,
  SnapshotFile,
  SnapshotFinding,
  SnapshotProcess,
  SnapshotTarget,
} from '../../../../src/cli/check/since/snapshot.js';
import { day, now } from '../../../fixtures/report.js';

export const shown = (print: string, change: Partial<SnapshotCertificate> = {}): SnapshotCertificate => ({
  subject: 'CN=kube-apiserver',
  fingerprintSha256: print,
  notAfter: now + 200 * day,
  dnsNames: ['kubernetes'],
  ipAddresses: ['10.96.0.1'],
  ...change,
});

export const process = (startedAt: number): SnapshotProcess => ({
  startedAt,
  fingerprintSha256: `process ${startedAt}`,
  notAfter: startedAt + 365 * day,
});

export const endpoint = (change: Partial<SnapshotEndpoint> = {}): SnapshotEndpoint => {
  const { serving = shown('a') } = change;
  return {
    address: 'a:1',
    up: true,
    serving,
    trust: { state: 'trusted' },
    loopback: { state: 'found' },
    servers: { serving: serving === null ? [] : [serving], processes: [process(now - 10 * day)] },
    names: [{ name: 'api.example.com', covered: true }],
    http: { gitVersion: 'v1.36.3', startedAt: now - 10 * day, clockSkewSeconds: 0 },
    failures: [],
    ...change,
  };
};

/** An endpoint that does not answer. */
export const silent = (change: Partial<SnapshotEndpoint> = {}): SnapshotEndpoint =>
  endpoint({
    up: false,
    serving: null,
    trust: { state: 'unknown' },
    loopback: { state: 'not_asked' },
    servers: { serving: [], processes: [] },
    names: [],
    http: null,
    failures: [{ probe: 'serving', reason: 'refused' }],
    ...change,
  });

export const target = (change: Partial<SnapshotTarget> = {}): SnapshotTarget => ({
  name: 'prod',
  discovered: true,
  apiServers: null,
  ca: [shown('ca')],
  endpoints: [endpoint()],
  ...change,
});

export const file = (change: Partial<SnapshotFile> = {}): SnapshotFile => ({
  path: '/a.crt',
  state: 'read',
  certificates: [{ label: '1', ...shown('f') }],
  ...change,
});

export const finding = (
  change: Partial<Omit<SnapshotFinding, 'details'>> & { readonly subjects?: string[]; readonly text?: string } = {},
): SnapshotFinding => {
  const { subjects = [], text = 'expires in 20d 0h', ...rest } = change;
  const { addresses = ['a:1'], files = [] } = rest;
  return {
    id: 'serving-certificate-ending',
    severity: 'warning',
    about: 'serving',
    target: 'prod',
    title: 'The serving certificate expires soon',
    ...rest,
    addresses,
    files,
    details: [{ addresses, files, subjects, text }],
  };
};

export const snapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
  observedAt: now,
  targets: [target()],
  files: [],
  findings: [],
  ...change,
});

const someText = fc.oneof(fc.constantFrom('a:1', 'b:1', 'prod', 'x', 'y'), fc.string({ maxLength: 300 }));
const someTime = fc.integer({ min: 0, max: 4e9 });
const someCertificate = fc
  .record({
    print: fc.constantFrom('p', 'q', 'r'),
    notAfter: someTime,
    dnsNames: fc.array(someText, { maxLength: 12 }),
  })
  .map(({ print, ...rest }) => shown(print, rest));

const someEndpoint = (address: string): fc.Arbitrary<SnapshotEndpoint> =>
  fc
    .record({
      isUp: fc.boolean(),
      serving: someCertificate,
      processes: fc.uniqueArray(someTime, { maxLength: 3 }),
      names: fc.uniqueArray(fc.record({ name: someText, covered: fc.constantFrom(true, false, null) }), {
        maxLength: 4,
        selector: ({ name }) => name,
      }),
      gitVersion: fc.constantFrom('v1.36.3', 'v1.20.2', null),
    })
    .map(({ isUp, serving, processes, names, gitVersion }) =>
      isUp
        ? endpoint({
            address,
            serving,
            servers: { serving: [serving], processes: processes.map(process) },
            names,
            http: { gitVersion, startedAt: null, clockSkewSeconds: null },
          })
        : silent({ address }),
    );

const someFinding = fc
  .record({
    id: fc.constantFrom('serving-certificate-ending', 'serving-certificate-expired', 'probe-failing', 'other'),
    severity: fc.constantFrom(...severities),
    about: fc.constantFrom('serving', 'loopback', 'names', 'probe', 'file', 'toString'),
    target: fc.constantFrom('prod', 'edge', undefined),
    addresses: fc.uniqueArray(fc.constantFrom('a:1', 'b:1', 'c:1')),
    files: fc.uniqueArray(fc.constantFrom('/a', '/b')),
    subjects: fc.uniqueArray(someText, { maxLength: 3 }),
    title: someText,
    text: someText,
  })
  .map(finding);

const someTarget = (name: string): fc.Arbitrary<SnapshotTarget> =>
  fc
    .record({
      discovered: fc.boolean(),
      ca: fc.array(someCertificate, { maxLength: 2 }),
      endpoints: fc.tuple(someEndpoint('a:1'), someEndpoint('b:1'), fc.boolean()),
    })
    .map(({ endpoints: [first, second, both], ...rest }) =>
      target({ name, ...rest, endpoints: both ? [first, second] : [first] }),
    );

/** Any state of up to two targets. */
export const someSnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    targets: fc.tuple(someTarget('prod'), someTarget('edge'), fc.boolean()),
    certificates: fc.array(someCertificate, { maxLength: 3 }),
    findings: fc.array(someFinding, { maxLength: 6 }),
  })
  .map(({ targets: [first, second, both], certificates, findings }) =>
    snapshot({
      targets: both ? [first, second] : [first],
      files: [file({ certificates: certificates.map((each, at) => ({ label: String(at), ...each })) })],
      findings,
    }),
  );

/** The same state in another order: of targets, endpoints, findings, details, files and lists. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reversed(each)]));
}
