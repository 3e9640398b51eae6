import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { planAxis, planBar } from '../../../src/web/status/plan-axis.js';
import { day, now } from '../../fixtures/report.js';
import { ending, entry } from '../../plan/ending-fixture.js';

const span = { now, end: now + 365 * day };

void t.test('the months, from this one to the same in a year', (t) => {
  const axis = markupOf(planAxis(span));
  const names = [...axis.matchAll(/>(\w{3})</g)].map(([, name]) => name);
  t.equal(names.join(' '), 'Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov');
  t.notMatch(axis, 'style');
  t.end();
});

void t.test('from when on to act until the first end, and by when', (t) => {
  const bar = (change: Parameters<typeof entry>[0]) => markupOf(planBar(entry(change), span));
  // From 2027-01-30 to 2027-03-01, each month a 13th of the width; by 2027-02-28.
  t.match(bar({}), '<rect class="info" x="22.6%" y="25%" width="8.3%" height="50%"/><rect class="mark" x="30.5%"');
  t.match(
    bar({ severity: 'critical', bestFrom: 'now', lastSafeDay: 'now', endings: [ending({ end: now - day })] }),
    '<rect class="critical" x="5.3%" y="25%" width="1%" height="50%"/><rect class="mark" x="5.3%"',
  );
  t.match(
    bar({ endings: [ending({ end: span.end + 30 * day })] }),
    'x="22.6%" y="25%" width="75%"',
    'no wider than the axis',
  );
  const due = (days: number) => ({ ...ending(), due: Math.floor(now / day) * day + days * day });
  t.equal([...bar({ restarts: [due(50), due(58), due(58)] }).matchAll(/class="mark"/g)].length, 2);
  t.end();
});
