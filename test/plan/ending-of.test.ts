import t from 'tap';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { compareTexts, endingOf, firstToEnd, lifeOf } from '../../src/plan/ending-of.js';
import { certificate, day, now } from '../fixtures/report.js';
import { ending } from './ending-fixture.js';

void t.test('when a certificate ends, and when check begins to warn', (t) => {
  const of = (notAfter: number) => {
    const leaf = certificate({ notAfter });
    return endingOf({ certificate: leaf, place: 'a:1', life: leaf, limits: thresholds.serving }, now);
  };
  const end = now + 265 * day;
  t.same(of(end), {
    fingerprint: 'ab'.repeat(32),
    place: 'a:1',
    begins: now - 100 * day,
    end,
    warnsAt: end - 30 * day,
    severity: 'info',
  });
  t.match(of(now + 20 * day), { severity: 'warning' });
  t.match(of(now - 1), { severity: 'critical' });
  t.same(lifeOf({ notBefore: 1, notAfter: 2 }, 0.3), { notBefore: 1, notAfter: 2, renewalShare: 0.3 });
  t.same(lifeOf({ notBefore: 1, notAfter: 2 }, undefined), { notBefore: 1, notAfter: 2 });
  t.end();
});

void t.test('the order depends on nothing but what ends', (t) => {
  const [a, b, c, d] = [
    ending({ end: 1, place: 'z' }),
    ending({ end: 2, fingerprint: 'a', place: 'y' }),
    ending({ end: 2, fingerprint: 'b', place: 'w' }),
    ending({ end: 2, fingerprint: 'b', place: 'x' }),
  ];
  t.same(firstToEnd([d, c, b, a]), [a, b, c, d]);
  t.same(firstToEnd([b, d, a, c]), [a, b, c, d]);
  t.equal(firstToEnd([]), undefined);
  t.ok(compareTexts('a', 'b') < 0);
  t.equal(compareTexts('a', 'a'), 0);
  t.end();
});
