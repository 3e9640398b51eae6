import t from 'tap';
import { beginText, byText, orderText, partTexts, renewingText, whenText } from '../../src/plan/entry-text.js';
import { day, now } from '../fixtures/report.js';
import { ending, entry } from './ending-fixture.js';

const restarts = [
  { ...ending(), due: 'now' as const },
  { ...ending({ place: 'b:1' }), due: Date.UTC(2027, 1, 28) / 1000 },
];

void t.test('when', (t) => {
  const when = (change: Parameters<typeof entry>[0]) => whenText(entry(change));
  t.equal(when({}), 'The certificate ends at 2027-03-01 12:00 UTC. Last safe day: 2027-02-28.');
  t.equal(when({ lastSafeDay: 'now' }), 'The certificate ends at 2027-03-01 12:00 UTC: do it now.');
  t.equal(
    when({ kind: 'restart', isOverdue: true, endings: [ending({ end: now - 3 * day })] }),
    'The loopback certificate ended at 2026-11-18 12:00 UTC: do it now.',
  );
  const several = [ending(), ending({ fingerprint: 'b' })] as const;
  t.match(when({ endings: several }), 'The first certificate ends at 2027-03-01');
  t.match(when({ endings: [ending(), ending({ place: 'b:1' })] }), 'The certificate ends at', 'one at two places');
  const begin = (change: Parameters<typeof entry>[0]) => beginText(entry(change), now);
  t.equal(begin({}), 'Best from 2027-01-30, when check begins to warn.');
  t.equal(begin({ bestFrom: 'now' }), 'That is in 100d 0h, and check warns already.');
  t.equal(begin({ isOverdue: true, endings: [ending({ end: now - 3 * day })] }), 'That was 3d 0h ago.');
  t.end();
});

void t.test('the order of restarts', (t) => {
  t.equal(byText('now'), 'now');
  t.same(partTexts(entry({ restarts })), [
    'now: 10.225.4.51:6443 (ends 2027-03-01 12:00 UTC)',
    'by 2027-02-28: b:1 (ends 2027-03-01 12:00 UTC)',
  ]);
  t.match(orderText({ restarts }), /^Restart one at a time.*more than a week/);
  t.equal(orderText({ restarts: restarts.slice(1) }), undefined);
  t.match(
    partTexts(entry({ restarts: Array.from({ length: 30 }, () => restarts).flat() })).at(-1),
    'and 40 more restarts',
  );
  t.end();
});

void t.test('places, and what renews itself', (t) => {
  t.same(partTexts(entry()), [], 'the title names it');
  t.same(partTexts(entry({ title: 'x' })), ['10.225.4.51:6443 (ends 2027-03-01 12:00 UTC)']);
  const many = [ending(), ...Array.from({ length: 12 }, () => ending())] as const;
  t.match(partTexts(entry({ endings: many })).at(-1), 'and 1 more place');
  t.equal(renewingText([]), undefined);
  t.match(renewingText([ending(), ending({ place: 'b:1' })]), /^1 certificate renews itself, .* as long as it does\.$/);
  t.match(renewingText([ending(), ending({ fingerprint: 'b' })]), /^2 certificates renew themselves, .* as they do\.$/);
  t.end();
});
