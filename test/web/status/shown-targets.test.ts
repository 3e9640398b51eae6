import t from 'tap';
import { rankedTargets } from '../../../src/findings/cluster-view.js';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { targetViews } from '../../../src/findings/target-view.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { type PageQuery, wholePage } from '../../../src/web/status/page-query.js';
import { type ShownTargets, shownTargets } from '../../../src/web/status/shown-targets.js';
import { fleetOf, fleetWith, nameOf } from '../../fixtures/fleet.js';
import { certificate, day, now, report, target, uncoveredName } from '../../fixtures/report.js';

function shown(reports: readonly TargetReport[], change: Partial<PageQuery> = {}): ShownTargets {
  const findings = findingsOf(reports, now);
  return shownTargets(rankedTargets(reports, findings), findings, { ...wholePage, ...change });
}

const names = ({ views }: ShownTargets) => views.map((view) => view.report.target.name);

void t.test('everything of a few, the bad ones of many in full', (t) => {
  const few = shown(fleetOf(3, { 1: 'name' }));
  t.same(names(few), [nameOf(1), nameOf(0), nameOf(2)]);
  t.equal(few.detailed.length, 3);
  t.equal(few.isMany, false);
  const many = shown(fleetOf(60, { 17: 'name', 40: 'down' }));
  t.equal(many.views.length, 60);
  t.same(
    many.detailed.map((view) => view.report.target.name),
    [nameOf(17), nameOf(40)],
  );
  t.equal(many.pages, 1);
  t.end();
});

void t.test('one target, or some by a pattern', (t) => {
  const fleet = fleetOf(60, { 17: 'name' });
  const one = shown(fleet, { target: nameOf(3) });
  t.same(names(one), [nameOf(3)]);
  t.equal(one.detailed.length, 1, 'in full, although it is fine');
  t.equal(one.all.length, 60);
  t.same(names(shown(fleet, { target: '*-001*' })).length, 10);
  t.same(shown(fleet, { target: 'cluster-9' }).named, []);
  t.end();
});

void t.test('a target with a warning is shown for it, although something else is critical', (t) => {
  const serving = [certificate({ notAfter: now + 20 * day })] as const;
  const both = target(report({ serving, names: [uncoveredName()] }));
  const fleet = [both, ...fleetWith(['none', 'ending', 'name'])];
  const warnings = shown(fleet, { severity: 'warning' });
  t.same(names(warnings).toSorted(), [nameOf(1), 'prod']);
  t.ok(warnings.findings.length >= 2);
  t.ok(warnings.findings.every(({ severity }) => severity === 'warning'));
  t.same(names(shown(fleet, { severity: 'critical' })).toSorted(), [nameOf(2), 'prod']);
  const none = shown(fleet, { severity: 'unknown' });
  t.same([none.views, none.findings, none.pages], [[], [], 1], 'nothing is unknown, which is no fault of the query');
  t.end();
});

void t.test('targets with which nothing is wrong are shown in full if they are asked for', (t) => {
  const fine = shown(fleetOf(60, { 17: 'name' }), { severity: 'info' });
  t.equal(fine.detailed.length, 59);
  t.equal(fine.pages, 3);
  t.notOk(names(fine).includes(nameOf(17)));
  t.end();
});

void t.test('findings about files belong to no target', (t) => {
  const certificates = [{ label: '1', certificate: certificate({ notAfter: now - day }) }];
  const evidence = { files: [{ path: '/a.crt', outcome: { state: 'read' }, certificates } as const], serving: [] };
  const reports = fleetOf(2, { 1: 'name' });
  const findings = findingsOf(reports, now, evidence);
  const views = targetViews(reports, findings);
  const ofFiles = (change: Partial<PageQuery>) => {
    const found = shownTargets(views, findings, { ...wholePage, ...change });
    return found.findings.filter((finding) => finding.target === undefined).length;
  };
  t.equal(ofFiles({}), 1);
  t.equal(ofFiles({ severity: 'critical' }), 1);
  t.equal(ofFiles({ severity: 'warning' }), 0);
  t.equal(ofFiles({ target: nameOf(1) }), 0);
  t.end();
});

void t.test('20 targets on a page', (t) => {
  for (const [count, pages] of [
    [0, 1],
    [20, 1],
    [21, 2],
    [45, 3],
  ] as const)
    t.equal(shown(fleetWith(Array.from({ length: count }, () => 'name' as const))).pages, pages);
  t.end();
});
