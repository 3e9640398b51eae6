import t from 'tap';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { renewsItself } from '../../src/plan/renews-itself.js';
import { day, now } from '../fixtures/report.js';

/** A certificate that lives for so many days and has so many left. */
const renews = (lifetime: number, left: number, renewalShare?: number): boolean =>
  renewsItself(
    { notBefore: now + (left - lifetime) * day, notAfter: now + left * day, renewalShare },
    thresholds.serving,
    now,
  );

void t.test('what lives for a month at most', (t) => {
  t.ok(renews(30, 20));
  t.ok(renews(30, 8), 'a quarter is left');
  t.notOk(renews(30, 7), 'a renewal was missed');
  t.notOk(renews(30, -1), 'it has expired');
  t.notOk(renews(90, 80), 'people renew it as well');
  t.notOk(renews(365, 300));
  t.end();
});

void t.test('what was renewed in time before', (t) => {
  t.ok(renews(10, 6, 0.33));
  t.notOk(renews(10, 2.4, 0.33), 'this renewal is late');
  t.notOk(renews(10, 6, 0), 'its renewals follow no rule');
  t.notOk(renews(10, 2.6, 0.05), 'they came too late');
  t.ok(renews(1, 0.9), 'whether something renews it is not known; it is young');
  t.end();
});
