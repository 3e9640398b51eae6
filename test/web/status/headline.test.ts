import t from 'tap';
import { yearPlan } from '../../../src/plan/year-plan.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { headline, verdict } from '../../../src/web/status/headline.js';
import type { Status } from '../../../src/web/status/status.js';
import { certificate, down, now, report, target } from '../../fixtures/report.js';
import { finding } from './finding-fixture.js';

function status(reports: readonly TargetReport[], change: Partial<Status> = {}): Status {
  const links = { metrics: 'metrics', docs: undefined, runbook: () => undefined };
  const observation = { reports, evidence: { files: [], serving: [] } };
  const plan = yearPlan(observation, now);
  return { version: '1.2.3', now, observation, findings: [], plan, links, ...change };
}

void t.test('how bad it is, in one line', (t) => {
  const critical = finding();
  const unknown = finding({ severity: 'unknown' });
  const warning = finding({ severity: 'warning' });
  const note = finding({ severity: 'info' });
  const cases = [
    [[critical, critical, unknown, warning, warning, note], '2 critical findings, 1 unknown, 2 warnings'],
    [[warning], '1 warning'],
    [[note], 'All is well'],
    [[], 'All is well'],
  ] as const;
  for (const [findings, line] of cases) t.equal(verdict(status([target()], { findings })), line);
  t.equal(verdict(status([])), 'No target is configured');
  t.end();
});

void t.test('what was probed and when, and which certificate ends first', (t) => {
  const all = target(
    report({ observedAt: now - 1.25 }),
    down({ observedAt: now - 2.5 }),
    report({ address: 'gone', serving: [certificate({ notAfter: now - 1 })], loopback: { state: 'failed' } }),
    report({ address: 'next', serving: [certificate(), certificate({ notAfter: now + 3600 })] }),
  );
  const shown = markupOf(headline(status([all], { findings: [finding()] })));
  t.match(shown, '<div class="headline critical"><h1>1 critical finding</h1>');
  t.match(shown, '4 endpoints of <a href="#targets">1 target</a>.');
  t.match(shown, 'datetime="2026-11-21T11:59:57Z">2026-11-21 11:59:57 UTC</time>, 2.5 s before this page was made');
  t.match(shown, 'Next to end: the serving certificate of <code>next</code> (prod), in 1h 0m.');
  t.end();
});

void t.test('an old probe, and a probe that showed nothing', (t) => {
  const old = markupOf(headline(status([target(report({ observedAt: now - 125 }))])));
  t.match(old, ', 2m before this page was made');
  t.match(old, 'Next to end: the serving certificate');
  const nothing = markupOf(headline(status([])));
  t.match(nothing, '<div class="headline info"><h1>No target is configured</h1>');
  t.notMatch(nothing, 'Next to end');
  t.end();
});
