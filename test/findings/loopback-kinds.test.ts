import t from 'tap';
import type { FindingKind } from '../../src/findings/finding-kind.js';
import { loopbackEnding, loopbackExpired, loopbackNotSeen } from '../../src/findings/loopback-kinds.js';
import type { Loopback } from '../../src/probe/report.js';
import { day, loopback, now, report, target } from './report-fixture.js';

const at = (notAfter: number): Loopback => loopback({ notBefore: notAfter - 365 * day, notAfter });

const cases: readonly (readonly [FindingKind, Loopback, string?, string?])[] = [
  [loopbackExpired, at(now)],
  [loopbackExpired, at(now - 60), 'critical', 'expired 1m ago, at 2026-11-21 11:59 UTC'],
  [loopbackExpired, { state: 'failed' }],
  [loopbackEnding, at(now - 60)],
  [loopbackEnding, at(now + 14 * day - 1), 'critical', 'ends in 13d 23h, at 2026-12-05 11:59 UTC'],
  [loopbackEnding, at(now + 14 * day), 'warning', 'ends in 14d 0h, at 2026-12-05 12:00 UTC'],
  [loopbackEnding, at(now + 60 * day - 1), 'warning', 'ends in 59d 23h, at 2027-01-20 11:59 UTC'],
  [loopbackEnding, at(now + 60 * day)],
  [loopbackEnding, { state: 'not_served' }],
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
    { state: 'not_served' },
    'info',
    'the serving certificate is shown in its place: by a proxy that ends TLS, a load balancer that routes by SNI, or no kube-apiserver',
  ],
];

void t.test('what a report shows of the loopback certificate', (t) => {
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
