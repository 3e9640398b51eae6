import t from 'tap';
import { clusterViews } from '../../../src/findings/cluster-view.js';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { targetViews } from '../../../src/findings/target-view.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { fleetSection } from '../../../src/web/status/fleet-section.js';
import { fleetWith } from '../../fixtures/fleet.js';
import { certificate, day, now, report, target } from '../../fixtures/report.js';

function section(...targets: readonly TargetReport[]): string {
  const views = clusterViews(targetViews(targets, findingsOf(targets, now))).flatMap((cluster) => cluster.targets);
  return markupOf(fleetSection(views, (name) => (name === 'cluster-0001' ? '#target-1' : undefined), now));
}

const entry = { ...target(), target: { name: 'west', labels: {} }, fleet: { targets: 12 } };

void t.test('the worst first, with counts and a link to what is shown in full', (t) => {
  const shown = section(...fleetWith(['none', 'loopback', 'down'], (at) => ({ cluster: `c${at}` })));
  const cells = [...shown.matchAll(/<tr><td>.*<\/tr>/g)].map(([row]) =>
    row.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|'),
  );
  t.same(cells, [
    '|✕| critical|c1|cluster-0001|1 of 3 endpoints|2026-11-23, in 2d 0h|1|0|0|',
    '|?| unknown|c2|cluster-0002|1 of 3 endpoints|2027-08-13, in 265d 0h|0|1|0|',
  ]);
  t.match(shown, '<a href="#target-1">cluster-0001</a>');
  t.match(shown, '<summary>1 target is fine</summary><ul class="names"><li>cluster-0000</li></ul>');
  t.end();
});

void t.test('a fleet whose list is incomplete, a target without endpoints, an end that is past', (t) => {
  t.match(section({ ...entry, discovered: false }), /<td>west<\/td><td>a fleet of 12 targets<\/td><td>\?<\/td>/);
  t.match(section({ ...target(), discovered: false }), '<td>no endpoint known</td>');
  t.match(
    section(target(report({ serving: [certificate({ notAfter: now - day })] }))),
    '<td>2026-11-20, 1d 0h ago</td>',
  );
  t.equal(section(entry), '', 'its own entry is no target of it');
  t.notMatch(section(...fleetWith(['none'])), '<table');
  t.end();
});
