import fc from 'fast-check';
import t from 'tap';
import { certificateSeverity, endingSeverity, leadOf, thresholds } from '../../../src/findings/severity/thresholds.js';

const day = 86_400;

/** [what, kind, days of lifetime, days left, expected]: each threshold from both sides. */
const cases = [
  ['kubeadm, a year', 'serving', 365, 30, undefined],
  ['kubeadm, a year', 'serving', 365, 29.99, 'warning'],
  ['kubeadm, a year', 'serving', 365, 7, 'warning'],
  ['kubeadm, a year', 'serving', 365, 6.99, 'critical'],
  ['OpenShift, 30 days, before its renewal', 'serving', 30, 15, undefined],
  ['OpenShift, 30 days, renewal missed', 'serving', 30, 7.5, undefined],
  ['OpenShift, 30 days, renewal missed', 'serving', 30, 7.49, 'warning'],
  ['OpenShift, 30 days, renewal missed', 'serving', 30, 3, 'warning'],
  ['OpenShift, 30 days, renewal missed', 'serving', 30, 2.99, 'critical'],
  ['ACME, 90 days, at its renewal', 'serving', 90, 30, undefined],
  ['loopback, a year', 'loopback', 365, 60, undefined],
  ['loopback, a year', 'loopback', 365, 59.99, 'warning'],
  ['loopback, a year', 'loopback', 365, 14, 'warning'],
  ['loopback, a year', 'loopback', 365, 13.99, 'critical'],
  ['loopback, three years', 'loopback', 1096, 60, undefined],
  ['loopback, three years', 'loopback', 1096, 59.99, 'warning'],
  ['issuer, 20 days', 'chain', 20, 19, 'warning'],
  ['issuer, ten years', 'chain', 3650, 30, undefined],
  ['issuer, ten years', 'chain', 3650, 6.99, 'critical'],
] as const;

void t.test('certificates that have expired, and those that have enough time', (t) => {
  const validity = { notBefore: 0, notAfter: 365 * day };
  const severity = (now: number) => certificateSeverity(validity, thresholds.serving, now);
  t.same(
    [0, 336, 359, 365].map((days) => severity(days * day)),
    ['info', 'warning', 'critical', 'critical'],
  );
  t.equal(severity(365 * day + 1), 'critical');
  t.equal(leadOf(thresholds.serving.warning, validity), 30 * day);
  t.equal(leadOf(thresholds.serving.warning, { notBefore: 0, notAfter: 8 * day }), 2 * day);
  t.end();
});

void t.test('days and share of the lifetime', (t) => {
  for (const [what, kind, lifetime, left, expected] of cases) {
    const validity = { notBefore: 0, notAfter: lifetime * day };
    t.equal(
      endingSeverity(validity, thresholds[kind], (lifetime - left) * day),
      expected,
      `${what}: ${left} days left`,
    );
  }
  t.end();
});

void t.test('only gets worse as time passes', (t) => {
  const rank = { none: 0, warning: 1, critical: 2 };
  const times = fc.tuple(fc.nat(4e9), fc.nat(4e9), fc.nat(4e9), fc.nat(4e9));
  fc.assert(
    fc.property(times, fc.constantFrom(...Object.values(thresholds)), ([notBefore, notAfter, early, later], levels) => {
      const at = (now: number): number => rank[endingSeverity({ notBefore, notAfter }, levels, now) ?? 'none'];
      return at(early) <= at(early + later);
    }),
  );
  t.end();
});
