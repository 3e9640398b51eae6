import t from 'tap';
import { rankedTargets } from '../../../src/findings/cluster-view.js';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { type PageQuery, wholePage } from '../../../src/web/status/page-query.js';
import { shownProblem } from '../../../src/web/status/shown-problem.js';
import { shownTargets } from '../../../src/web/status/shown-targets.js';
import { fleetWith, nameOf } from '../../fixtures/fleet.js';
import { now } from '../../fixtures/report.js';

const fleet = fleetWith(Array.from({ length: 45 }, () => 'name' as const));

function problem(change: Partial<PageQuery>, reports = fleet) {
  const findings = findingsOf(reports, now);
  return shownProblem(shownTargets(rankedTargets(reports, findings), findings, { ...wholePage, ...change }));
}

void t.test('a name that no target has', (t) => {
  t.match(problem({ target: 'cluster-9' }), { key: 'target', value: 'cluster-9' });
  t.match(problem({ target: 'west-*' }), { key: 'target', value: 'west-*' });
  t.equal(problem({ target: nameOf(4) }), undefined);
  t.equal(problem({ target: nameOf(4), severity: 'unknown' }), undefined, 'nothing is unknown, which may change');
  t.end();
});

void t.test('a page beyond the last one', (t) => {
  t.equal(problem({ page: 3 }), undefined);
  t.match(problem({ page: 4 }), { key: 'page', value: '4', expected: /from 1 to 3/ });
  t.match(problem({ page: 2, severity: 'unknown' }), { key: 'page', value: '2', expected: /from 1 to 1/ });
  t.match(problem({ page: 2 }, []), { key: 'page' });
  t.equal(problem({}, []), undefined);
  t.end();
});
