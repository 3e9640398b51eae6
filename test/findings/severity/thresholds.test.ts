import fc from 'fast-check';
import t from 'tap';
import {
  certificateSeverity,
  endingSeverity,
  leadByShare,
  leadOf,
  leastLeft,
  thresholds,
  type Thresholds,
} from '../../../src/findings/severity/thresholds.js';

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
  t.equal(leadByShare(thresholds.serving.warning, { notBefore: 0, notAfter: 8 * day }), 2 * day);
  t.end();
});

/** [what, kind, days of lifetime, share left at renewals, days left, expected]. */
const shortLives = [
  ['issued by hand', 'serving', 5, undefined, 3, undefined],
  ['issued by hand', 'serving', 5, undefined, 2.99, 'warning'],
  ['issued by hand', 'serving', 5, undefined, 1, 'warning'],
  ['issued by hand', 'serving', 5, undefined, 0.99, 'critical'],
  ['a day', 'serving', 1, undefined, 0.6, undefined],
  ['a day', 'serving', 1, undefined, 0.59, 'warning'],
  ['a day', 'serving', 1, undefined, 0.2, 'warning'],
  ['a day', 'serving', 1, undefined, 0.19, 'critical'],
  ['twelve days', 'serving', 12, undefined, 3, undefined],
  ['ten days', 'serving', 10, undefined, 1, 'warning'],
  ['renewed at a third', 'serving', 5, 1 / 3, 1.25, undefined],
  ['renewed at a third, late', 'serving', 5, 1 / 3, 1.24, 'warning'],
  ['renewed at a third, very late', 'serving', 5, 1 / 3, 0.84, 'warning'],
  ['renewed at a third, very late', 'serving', 5, 1 / 3, 0.83, 'critical'],
  ['renewed at a half', 'serving', 5, 1 / 2, 1.875, undefined],
  ['renewed at a half, late', 'serving', 5, 1 / 2, 1.87, 'warning'],
  ['renewed at a half, very late', 'serving', 5, 1 / 2, 0.99, 'critical'],
  ['reissued early by hand, twice', 'serving', 5, 0.9, 2.99, 'warning'],
  ['reissued early by hand, twice', 'serving', 5, 0.9, 0.99, 'critical'],
  ['renewed at a tenth', 'serving', 5, 0.09, 2.99, 'warning'],
  ['renewed at a tenth', 'serving', 5, 0.09, 0.5, 'warning'],
  ['renewed at a tenth', 'serving', 5, 0.09, 0.49, 'critical'],
  ['renewed at the last moment', 'serving', 5, 0.05, 0.99, 'critical'],
  ['renewed after the warning', 'serving', 5, 0.25, 2.99, 'warning'],
  ['renewed after the warning', 'serving', 5, 0.25, 0.99, 'warning'],
  ['renewed by no rule', 'serving', 5, 0, 2.99, 'warning'],
  ['renewed by no rule', 'serving', 5, 0, 0.99, 'critical'],
  ['a file has no critical floor', 'file', 5, undefined, 0.5, 'warning'],
  ['a file has no critical floor', 'file', 5, undefined, 0.49, 'critical'],
  ['loopback, not renewed', 'loopback', 5, undefined, 1.25, undefined],
] as const;

void t.test('certificates with a short lifetime have a floor, unless they are renewed in time', (t) => {
  for (const [what, kind, lifetime, renewalShare, left, expected] of shortLives) {
    const life = { notBefore: 0, notAfter: lifetime * day, renewalShare };
    const severity = endingSeverity(life, thresholds[kind], (lifetime - left) * day);
    t.equal(severity, expected, `${what}: ${left} of ${lifetime} days left`);
  }
  t.end();
});

void t.test('a floor never makes it later, and what is known of renewals never makes it earlier', (t) => {
  const renewals = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
  const kinds = fc.constantFrom<Thresholds>(...Object.values(thresholds));
  fc.assert(
    fc.property(fc.nat(4e8), renewals, kinds, (notAfter, renewalShare, { warning, critical }) =>
      [warning, critical].every((threshold) => {
        const life = { notBefore: 0, notAfter };
        const lead = leadOf(threshold, { ...life, renewalShare });
        return leadByShare(threshold, life) <= lead && lead <= leadOf(threshold, life);
      }),
    ),
  );
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

void t.test('an expired certificate has too little left, also where it ends before it begins', (t) => {
  const life = { notBefore: 1000, notAfter: 900 };
  t.equal(leastLeft(thresholds.serving.critical, life), 0);
  t.ok(leadOf(thresholds.serving.critical, life) < 0);
  t.equal(leastLeft(thresholds.loopback.warning, { notBefore: 0, notAfter: 365 * day }), 60 * day);
  t.end();
});
