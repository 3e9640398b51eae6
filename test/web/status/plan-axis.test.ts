import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { planAxis, planBar } from '../../../src/web/status/plan-axis.js';
import { day, now } from '../../fixtures/report.js';
import { ending, entry } from '../../plan/ending-fixture.js';

const span = { now, end: now + 365 * day };

void t.test('the months, from the next one on', (t) => {
  const axis = markupOf(planAxis(span));
  const names = [...axis.matchAll(/>(\w{3})</g)].map(([, name]) => name);
  t.same(
    names,
    ['Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct'],
    'November would not fit',
  );
  t.match(axis, '<text x="2.6%"');
  t.notMatch(axis, 'style');
  t.end();
});

void t.test('from when on to act until the first end, and by when', (t) => {
  const bar = (change: Parameters<typeof entry>[0]) => markupOf(planBar(entry(change), span));
  t.match(bar({}), '<rect class="info" x="19%" y="25%" width="8.4%" height="50%"/><rect class="mark" x="27%"');
  t.match(
    bar({ severity: 'critical', bestFrom: 'now', lastSafeDay: 'now', endings: [ending({ end: now - day })] }),
    '<rect class="critical" x="0%" y="25%" width="1%"',
  );
  const due = (days: number) => ({ ...ending(), due: Math.floor(now / day) * day + days * day });
  t.equal([...bar({ restarts: [due(50), due(58), due(58)] }).matchAll(/class="mark"/g)].length, 2);
  t.end();
});
