import t from 'tap';
import { fleetTable } from '../../../src/cli/check/fleet-table.js';
import { clusterViews } from '../../../src/findings/cluster-view.js';
import { fleetFindingGroups } from '../../../src/findings/finding-group.js';
import { targetViews } from '../../../src/findings/target-view.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { fleetWith } from '../../fixtures/fleet.js';
import { certificate, day, down, now, report, target } from '../../fixtures/report.js';
import { result } from './result-fixture.js';

function table(...targets: readonly TargetReport[]): string {
  const { findings } = result(...targets);
  const views = targetViews(targets, findings);
  return fleetTable(clusterViews(views), fleetFindingGroups(findings, views), { now, color: false, width: 120 });
}

void t.test('a row for each bad target, the worst cluster first, with the numbers of its findings', (t) => {
  const labels = (at: number) => (at === 4 ? {} : { cluster: at % 2 === 0 ? 'even' : 'odd' });
  t.equal(
    `\n${table(...fleetWith(['none', 'ending', 'loopback', 'down', 'name', 'none', 'ending'], labels))}\n`,
    `
┌──────────┬─────────┬──────────────┬──────────────────┬────────────────────────┬────────────┬─────┐
│ State    │ Cluster │ Target       │ Affected         │ First end UTC          │ Found      │ See │
├──────────┼─────────┼──────────────┼──────────────────┼────────────────────────┼────────────┼─────┤
│ CRITICAL │ even    │ cluster-0002 │ 1 of 3 endpoints │ 2026-11-24, in 3d 0h   │ 1 critical │ 2   │
│ WARNING  │ even    │ cluster-0006 │ 1 of 3 endpoints │ 2026-12-06, in 15d 0h  │ 1 warning  │ 4   │
│ CRITICAL │         │ cluster-0004 │ 1 of 3 endpoints │ 2027-08-13, in 265d 0h │ 1 critical │ 1   │
│ UNKNOWN  │ odd     │ cluster-0003 │ 1 of 3 endpoints │ 2027-08-13, in 265d 0h │ 1 unknown  │ 3   │
│ WARNING  │ odd     │ cluster-0001 │ 1 of 3 endpoints │ 2026-12-06, in 15d 0h  │ 1 warning  │ 4   │
└──────────┴─────────┴──────────────┴──────────────────┴────────────────────────┴────────────┴─────┘
`,
  );
  t.end();
});

void t.test('a target without endpoints, and ends that are past or unknown', (t) => {
  t.match(table({ ...target(), discovered: false }), /│ UNKNOWN │ prod +│ no endpoint known │ \? /);
  t.match(table(target(down())), /│ 1 of 1 endpoint │ \? /);
  const expired = report({ serving: [certificate({ notAfter: now - day })] });
  t.match(table(target(expired)), /│ 2026-11-20, 1d 0h ago │ 1 critical/);
  t.equal(table(target(report())), '');
  t.end();
});

void t.test('two kinds of findings in one target, and one kind twice', (t) => {
  const bad = report({ serving: [certificate({ notBefore: now - 350 * day, notAfter: now + day })] });
  t.match(table(target(bad, down({ address: 'b:1' }))), /│ 2 of 2 endpoints │ .* │ 1 critical, 1 unknown │ 1, 2 │/);
  t.end();
});
