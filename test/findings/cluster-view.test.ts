import t from 'tap';
import {
  clusterOf,
  clusterViews,
  firstEndOf,
  isBad,
  isFleetEntry,
  rankedTargets,
} from '../../src/findings/cluster-view.js';
import { findingsOf } from '../../src/findings/findings-of.js';
import { targetViews } from '../../src/findings/target-view.js';
import type { Report, TargetReport } from '../../src/probe/report.js';
import { type Fault, fleetWith } from '../fixtures/fleet.js';
import { down, now, report, target } from '../fixtures/report.js';

const views = (...targets: readonly TargetReport[]) => targetViews(targets, findingsOf(targets, now));

function grouped(each: readonly Fault[], labels?: Parameters<typeof fleetWith>[1]) {
  return clusterViews(views(...fleetWith(each, labels))).map(({ cluster, severity, targets }) => [
    cluster,
    severity,
    ...targets.map(({ report: { target: own } }) => Number(own.name.slice(-4))),
  ]);
}

void t.test('clusters and targets without one, the worst first', (t) => {
  t.same(grouped(['none', 'ending', 'loopback', 'none', 'down', 'loopback']), [
    [undefined, 'critical', 5],
    [undefined, 'critical', 2],
    [undefined, 'unknown', 4],
    [undefined, 'warning', 1],
    [undefined, 'info', 0],
    [undefined, 'info', 3],
  ]);
  const labels = (at: number): Readonly<Record<string, string>> =>
    at < 2 ? { cluster: '' } : { cluster: at % 2 ? 'odd' : 'even' };
  t.same(grouped(['none', 'ending', 'none', 'down', 'none', 'loopback'], labels), [
    ['odd', 'critical', 5, 3],
    [undefined, 'warning', 1],
    [undefined, 'info', 0],
    ['even', 'info', 2, 4],
  ]);
  t.end();
});

void t.test('targets in the order of their clusters', (t) => {
  const fleet = fleetWith(['none', 'ending', 'none', 'down', 'none', 'loopback'], (at) =>
    at < 2 ? {} : { cluster: at % 2 ? 'odd' : 'even' },
  );
  t.same(
    rankedTargets(fleet, findingsOf(fleet, now)).map((view) => Number(view.report.target.name.slice(-4))),
    [5, 3, 1, 0, 2, 4],
  );
  t.end();
});

void t.test('a target has no cluster named like it', (t) => {
  const [a] = fleetWith(['none']);
  const other = { ...a!, target: { name: 'b', labels: { cluster: a!.target.name } } };
  t.equal(clusterViews(views(a!, other)).length, 2);
  t.end();
});

void t.test('of equal severity, more findings come first', (t) => {
  const named = (name: string, ...reports: readonly Report[]) => ({
    ...target(...reports),
    target: { name, labels: {} },
  });
  const two = { ...named('two', down()), discovered: false };
  const order = clusterViews(views(named('one', down()), two)).map(({ targets: [first] }) => first.report.target.name);
  t.same(order, ['two', 'one']);
  t.end();
});

void t.test('what a target is', (t) => {
  const [fine, bad, fleet] = views(
    target(report()),
    { ...target(), target: { name: 'b', labels: { cluster: 'c' } }, discovered: false },
    { ...target(), target: { name: 'f', labels: {} }, fleet: { targets: 0 } },
  );
  t.same(
    [fine, bad, fleet].map((view) => isBad(view!)),
    [false, true, false],
  );
  t.same(
    [fine, bad, fleet].map((view) => isFleetEntry(view!)),
    [false, false, true],
  );
  t.same(
    [fine, bad].map((view) => clusterOf(view!)),
    [undefined, 'c'],
  );
  t.same(
    [fine, bad].map((view) => firstEndOf(view!)),
    [now + 265 * 86_400, Infinity],
  );
  t.end();
});
