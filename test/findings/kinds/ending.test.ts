import t from 'tap';
import { ending, endsIn, expired } from '../../../src/findings/kinds/ending.js';
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
