import t from 'tap';
import type { YearPlan } from '../../../src/plan/year-plan.js';
import { markupOf } from '../../../src/web/page/html.js';
import { planSection } from '../../../src/web/status/plan-section.js';
import { day, now } from '../../fixtures/report.js';
import { ending, entry } from '../../plan/ending-fixture.js';

const links = { runbook: (alert: string) => `docs/runbooks/${alert}.md` };
const shown = (change: Partial<YearPlan>): string =>
  markupOf(
    planSection({ span: { now, end: now + 365 * day }, entries: [], renewing: [], unseen: [], ...change }, links),
  );

void t.test('by month, with the order of restarts folded', (t) => {
  const restarts = [50, 58].map((days, at) => ({
    ...ending({ place: `10.0.0.${at}:1` }),
    due: Math.floor(now / day) * day + days * day,
  }));
  const markup = shown({
    entries: [entry({ due: 'now', isOverdue: true, severity: 'critical' }), entry(), entry({ restarts })],
  });
  t.same(
    [...markup.matchAll(/<h3>([^<]*)</g)].map(([, month]) => month),
    ['Now', 'February 2027'],
  );
  t.match(markup, '<strong class="critical">overdue</strong>');
  t.match(markup, 'by <time datetime="2027-02-28">2027-02-28</time>');
  t.match(markup, /<details><summary>Order of restarts.*by <time>2027-01-10<\/time>: 10\.0\.0\.0:1/s);
  t.match(markup, '<a href="docs/runbooks/ApiserverServingCertificateEnding.md"');
  t.match(markup, '<a href="plan.ics">');
  t.end();
});

void t.test('text from outside is escaped and bounded', (t) => {
  const title = `<script>${'x'.repeat(1e5)}`;
  const markup = shown({ entries: [entry({ title, endings: [ending({ place: '<b>' })] })] });
  t.match(markup, '&lt;script&gt;');
  t.match(markup, '&lt;b&gt;');
  t.notMatch(markup, /<script|<b>|style=/);
  t.ok(markup.length < 6_000);
  const many = shown({ entries: Array.from({ length: 500 }, () => entry({ title })) });
  t.ok(many.length < 100_000);
  t.match(many, /4\d\d later tasks, not shown here/);
  t.end();
});

void t.test('nothing ends, something was not seen, nothing was seen', (t) => {
  t.equal(shown({}), '');
  t.match(
    shown({ unseen: ['1 endpoint: no certificate was seen'] }),
    /Nothing that was seen ends.*not complete.*1 endpoint/s,
  );
  t.match(shown({ renewing: [ending()] }), '1 certificate renews itself');
  t.end();
});
