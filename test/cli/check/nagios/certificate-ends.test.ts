import fc from 'fast-check';
import t from 'tap';
import { certificateEnds } from '../../../../src/cli/check/nagios/certificate-ends.js';
import { performanceData } from '../../../../src/cli/check/nagios/performance-data.js';
import { noFiles } from '../../../../src/files/serving-file.js';
import { findingsOf } from '../../../../src/findings/findings-of.js';
import { compareSeverities, type Severity } from '../../../../src/findings/severity/severity.js';
import type { Report, TargetReport } from '../../../../src/probe/report.js';
import { type ServerKind, serverKinds } from '../../../../src/servers/server-kind.js';
import {
  authority,
  certificate,
  day,
  loopback,
  nameVerdict,
  notFor,
  now,
  report,
  target,
  trusted,
} from '../../../fixtures/report.js';
import { informers, loopbackUntil, otherServer } from '../../../fixtures/other-server.js';
import { readPluginOutput, stateOf } from './plugin-output.js';

const labels = (...targets: readonly TargetReport[]) =>
  certificateEnds({ now, targets, ...noFiles }).map(({ label }) => label);

void t.test('every certificate that has an end, by target and address', (t) => {
  const shown = [certificate()] as const;
  const names = [
    nameVerdict(),
    nameVerdict({ name: 'b', shown }),
    nameVerdict({ name: 'refused', shown, verdict: notFor('refused') }),
  ];
  t.same(labels(target(report({ trust: trusted(), names }))), [
    'prod 10.225.4.51:6443 serving',
    'prod 10.225.4.51:6443 CA',
    'prod 10.225.4.51:6443 loopback',
    'prod 10.225.4.51:6443 name b',
  ]);
  const alone = target(report({ loopback: { state: 'failed' } }));
  t.same(labels({ ...alone, target: { name: '10.225.4.51', labels: {} } }), ['10.225.4.51:6443 serving']);
  t.same(labels(target(report({ serving: undefined, loopback: { state: 'failed' } }))), []);
  t.end();
});

void t.test('files, but for the one that an endpoint serves', (t) => {
  const leaf = certificate();
  const file = (path: string) => ({
    path,
    outcome: { state: 'read' } as const,
    certificates: [{ label: '1', certificate: leaf }],
  });
  const serving = [{ target: { name: 'prod', labels: {} }, address: 'a:1', path: '/a', served: leaf, held: leaf }];
  const ends = certificateEnds({ now, targets: [], files: [file('/a'), file('/b')], serving });
  t.same(performanceData(ends), ["'/b 1'=22896000s;2592000:;604800:"]);
  t.end();
});

void t.test('where clients verify nothing, and where the CA of clients is not known', (t) => {
  const old = certificate({ notAfter: now - 5 });
  const unverified = report({ isVerified: false, serving: [old], loopback: { state: 'failed' } });
  t.same(performanceData(certificateEnds({ now, targets: [target(unverified)], ...noFiles })), [
    "'prod 10.225.4.51:6443 serving'=-5s;0:",
  ]);
  const issuer = authority({ notAfter: now + day });
  const unknown = report({ serving: [certificate(), issuer], loopback: { state: 'failed' } });
  t.match(certificateEnds({ now, targets: [target(unknown)], ...noFiles })[1], {
    label: 'prod 10.225.4.51:6443 CA',
    critical: undefined,
    severity: 'warning',
  });
  t.end();
});

void t.test('where nobody sees whether the end breaks anything, there is a limit for the warning alone', (t) => {
  const datum = (each: Report) =>
    performanceData(certificateEnds({ now, targets: [target(each)], ...noFiles })).find((text) =>
      text.includes('loopback'),
    );
  const loopback = loopbackUntil(now + day);
  t.match(datum(report({ kind: 'aggregated', loopback })), /=86400s;5184000:$/);
  t.match(datum(otherServer({ loopback }, informers)), /=86400s;5184000:;1209600:$/);
  t.match(datum(report({ kind: 'metrics-server', loopback })), /=86400s$/);
  t.end();
});

const ids = [
  'serving-certificate-expired',
  'serving-certificate-ending',
  'unverified-certificate-expired',
  'loopback-certificate-expired',
  'loopback-certificate-ending',
  'serving-chain-ends-early',
  'name-certificate-ending',
  'file-certificate-expired',
  'file-certificate-ending',
];

const worst = (severities: readonly Severity[]): Severity =>
  [...severities, 'info' as const].toSorted(compareSeverities)[0] ?? 'info';

/** Left, lifetime: near the limits and at random; also certificates that end before they begin. */
const life = fc
  .record({
    left: fc.oneof(
      fc.integer({ min: -100, max: 100 * day }),
      fc.constantFrom(0, day, 3 * day, 7 * day, 14 * day, 30 * day, 60 * day).map((at) => at),
    ),
    lifetime: fc.oneof(fc.integer({ min: -100, max: 20 * day }), fc.integer({ min: 0, max: 4000 * day })),
    fraction: fc.constantFrom(0, -0.5, 0.25, 0.994),
  })
  .map(({ left, lifetime, fraction }) => ({ notAfter: now + left, notBefore: now + left - lifetime, fraction }));

const anyKind = fc.option(fc.constantFrom(...(Object.keys(serverKinds) as ServerKind[])), { nil: undefined });

void t.test('a server that reads the limits comes to the state that the findings have', (t) => {
  fc.assert(
    fc.property(
      fc.tuple(life, life, life),
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      anyKind,
      ([own, ca, third], [isTrusted, isVerified, hasInformers], kind) => {
        const time = now + own.fraction;
        const leaf = certificate(own);
        const issuer = authority({ notBefore: ca.notBefore, notAfter: ca.notAfter });
        const holds = isTrusted && issuer.notAfter >= time && leaf.notAfter >= time;
        const until = Math.min(leaf.notAfter, issuer.notAfter);
        const each = report({
          ...(isVerified ? {} : { isVerified: false }),
          ...(kind === undefined ? {} : { kind }),
          ...(hasInformers && { http: otherServer({}, informers).http }),
          serving: [leaf, issuer],
          trust: holds
            ? trusted({ path: [leaf, issuer], anchors: [issuer], until })
            : { state: 'unknown', refusal: undefined },
          loopback: loopback({ notBefore: third.notBefore, notAfter: third.notAfter }),
        });
        const file = {
          path: '/f',
          outcome: { state: 'read' } as const,
          certificates: [{ label: '1', certificate: leaf }],
        };
        const evidence = { ...noFiles, files: [file] };
        const found = findingsOf([target(each)], time, evidence).filter(({ id }) => ids.includes(id));
        const data = performanceData(certificateEnds({ now: time, targets: [target(each)], ...evidence }));
        const read = readPluginOutput(`APISERVER CERTS OK - x | ${data.join(' ')}\n`).data;
        const about = { serving: 'serving', loopback: 'loopback', file: '/f 1' } as const;
        return Object.entries(about).every(([aspect, label]) => {
          const expected = worst(found.filter((finding) => finding.about === aspect).map(({ severity }) => severity));
          const shown = read.filter(
            (datum) => datum.label.endsWith(label) || (aspect === 'serving' && datum.label.endsWith(' CA')),
          );
          return worst(shown.map(stateOf)) === expected;
        });
      },
    ),
    { numRuns: 2000 },
  );
  t.end();
});
