import t from 'tap';
import type { FindingKind } from '../../../src/findings/kinds/finding-kind.js';
import {
  loopbackCheckFails,
  loopbackEnding,
  loopbackExpired,
  loopbackLifetimeUnusual,
  loopbackNotSeen,
} from '../../../src/findings/kinds/loopback.js';
import type { Loopback, Report } from '../../../src/probe/report.js';
import { day, down, httpEvidence, loopback, now, report, target } from '../../fixtures/report.js';

const at = (notAfter: number): Loopback => loopback({ notBefore: notAfter - 365 * day, notAfter });

const cases: readonly (readonly [FindingKind, Loopback, string?, string?])[] = [
  [loopbackExpired, at(now)],
  [loopbackExpired, at(now - 60), 'critical', 'expired 1m ago, at 2026-11-21 11:59 UTC'],
  [loopbackExpired, { state: 'failed' }],
  [loopbackEnding, at(now - 60)],
  [loopbackEnding, at(now + 14 * day - 1), 'critical', 'expires in 13d 23h, at 2026-12-05 11:59 UTC'],
  [loopbackEnding, at(now + 14 * day), 'warning', 'expires in 14d 0h, at 2026-12-05 12:00 UTC'],
  [loopbackEnding, at(now + 60 * day - 1), 'warning', 'expires in 59d 23h, at 2027-01-20 11:59 UTC'],
  [loopbackEnding, at(now + 60 * day)],
  [loopbackEnding, { state: 'not_served', because: 'serving_certificate' }],
  [loopbackNotSeen, at(now)],
  [loopbackNotSeen, { state: 'failed' }],
  [loopbackNotSeen, { state: 'not_asked', because: 'disabled' }],
  [loopbackNotSeen, { state: 'not_asked', because: 'no_serving_handshake' }],
  [
    loopbackNotSeen,
    { state: 'not_asked', because: 'dynamiclistener' },
    'info',
    "K3s's own listener, or that of RKE2's supervisor, answers in front of kube-apiserver",
  ],
  [
    loopbackNotSeen,
    { state: 'not_served', because: 'other_certificate' },
    'info',
    'not reachable here: another server answers its SNI, because what is in front of kube-apiserver routes by SNI or terminates TLS',
  ],
  [
    loopbackNotSeen,
    { state: 'not_served', because: 'tls_alert' },
    'info',
    'not reachable here: its SNI is refused (tls_alert), which kube-apiserver does not do, so a front that routes by SNI does',
  ],
  [
    loopbackNotSeen,
    { state: 'not_served', because: 'serving_certificate' },
    'info',
    'the server shows its serving certificate instead: a proxy terminates TLS, a load balancer routes by SNI, or the server is not a kube-apiserver',
  ],
];

void t.test('findings about the loopback certificate', (t) => {
  for (const [kind, state, severity, text] of cases) {
    const expected = severity === undefined ? [] : [{ severity, text, addresses: ['10.225.4.51:6443'] }];
    t.same(kind.detect(target(report({ loopback: state })), now), expected, `${kind.id} ${text ?? 'not found'}`);
  }
  t.end();
});

void t.test('remedies', (t) => {
  t.equal(loopbackExpired.remedy(), loopbackEnding.remedy());
  t.match(loopbackNotSeen.remedy().advice[0], /at its own address/);
  t.end();
});

void t.test("the API server's own check", (t) => {
  const says = (healthy: boolean, check = 'loopback-serving-certificate') =>
    loopbackCheckFails.detect(target(report({ http: httpEvidence({ health: [{ check, healthy }] }) })), now);
  t.match(says(false), [{ severity: 'critical' }]);
  t.same(says(true), []);
  t.same(says(false, 'etcd'), []);
  t.same(loopbackCheckFails.detect(target(report()), now), []);
  t.end();
});

void t.test('a lifetime that is not what Kubernetes gives', (t) => {
  const lives = (days: number, gitVersion: string | undefined): Report =>
    report({
      loopback: loopback({ notBefore: now, notAfter: now + days * day }),
      http: { gitVersion, health: [], startedAt: undefined, clockSkew: undefined },
    });
  for (const usual of [
    lives(365, 'v1.20.2'),
    lives(365, 'v1.32.9'),
    lives(1096, 'v1.33.0'),
    lives(1, undefined),
    lives(1, 'v2.0.0'),
    report(),
    down(),
  ]) {
    t.same(loopbackLifetimeUnusual.detect(target(usual)), []);
  }
  t.match(loopbackLifetimeUnusual.detect(target(lives(3650, 'v1.30.1'))), [
    { severity: 'info', text: 'the lifetime is 3650d 0h in v1.30.1; Kubernetes itself gives 365d 0h' },
  ]);
  t.match(loopbackLifetimeUnusual.detect(target(lives(365, 'v1.33.1'))), [{ severity: 'info' }]);
  t.end();
});

void t.test('each of these says what to do', (t) => {
  for (const kind of [loopbackCheckFails, loopbackLifetimeUnusual]) t.ok(kind.remedy().advice.length > 0, kind.id);
  t.end();
});
