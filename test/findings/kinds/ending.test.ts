import t from 'tap';
import { ending, endingSoon, endsIn, expired } from '../../../src/findings/kinds/ending.js';
import { thresholds } from '../../../src/findings/severity/thresholds.js';
import { certificate, day, now } from '../../fixtures/report.js';

const endsAt = (notAfter: number) => certificate({ notBefore: notAfter - 365 * day, notAfter });

void t.test('expired: after the end, which is inclusive', (t) => {
  t.equal(expired(endsAt(now), now), undefined);
  t.same(expired(endsAt(now - 3600), now), {
    severity: 'critical',
    text: 'expired 1h 0m ago, at 2026-11-21 11:00 UTC',
  });
  t.equal(expired(undefined, now), undefined, 'no certificate was seen');
  t.end();
});

void t.test('ending: by the thresholds, and not once it is expired', (t) => {
  const detect = ending(thresholds.serving);
  t.match(detect(endsAt(now), now), { severity: 'critical' });
  t.match(detect(endsAt(now + 20 * day), now), {
    severity: 'warning',
    text: endsIn({ notAfter: now + 20 * day }, now),
  });
  for (const certificate of [endsAt(now - 1), endsAt(now + 60 * day), undefined])
    t.equal(detect(certificate, now), undefined);
  t.end();
});

void t.test('ending: the text says why a certificate with a short lifetime is found so early', (t) => {
  const found = (days: number, left: number, renewalShare?: number) => {
    const notAfter = now + left * day;
    const life = certificate({ notBefore: notAfter - days * day, notAfter });
    const evidence = ending(thresholds.serving)(life, now, renewalShare);
    t.same(evidence, endingSoon({ ...life, renewalShare }, thresholds.serving, now));
    return evidence;
  };
  t.equal(found(5, 4.9), undefined);
  t.same(found(5, 2.5), {
    severity: 'warning',
    text: 'expires in 2d 12h, at 2026-11-24 00:00 UTC, and is valid for only 5d 0h: no fault if something renews it in time (serve knows after two renewals, check cannot)',
  });
  t.match(found(5, 0.9), {
    severity: 'critical',
    text: /^expires in 21h 36m, .* no fault if something renews it in time/,
  });
  t.match(found(5, 2.5, 0), { severity: 'warning', text: /UTC: the last renewals follow no rule, or came too late$/ });
  t.match(found(5, 2.5, 0.2), { severity: 'warning', text: /UTC: the last renewals came late, with 1d 0h left$/ });
  t.equal(found(5, 2.5, 0.5), undefined, 'renewed in time as a rule');
  t.match(found(5, 1.5, 0.5), {
    severity: 'warning',
    text: /UTC: this renewal is late, since earlier ones came with 2d 12h left or more$/,
  });
  t.match(found(5, 0.3), { severity: 'critical', text: /UTC$/ }, 'by its share, which needs no reason');
  t.match(found(365, 20), { severity: 'warning', text: /UTC$/ });
  t.end();
});
