import t from 'tap';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { yearPlan } from '../../../src/plan/year-plan.js';
import type { Report } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { statusPage } from '../../fixtures/status-page.js';
import { certificate, day, now, processes, report, target } from '../../fixtures/report.js';

/** The status page of a target with this endpoint, as text. */
function pageOf(change: Partial<Report>): string {
  const reports = [target(report(change))];
  const links = { metrics: 'metrics', docs: undefined, runbook: () => undefined };
  const observation = { reports, evidence: { files: [], serving: [] } };
  const [findings, plan] = [findingsOf(reports, now), yearPlan(observation, now)];
  const page = statusPage({ version: '1', now, observation, findings, plan, links });
  return markupOf(page)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

void t.test(
  'servers that take turns: the worst decides, each is shown, and each should be probed at its own address',
  (t) => {
    const ending = certificate({ notAfter: now + day, fingerprintSha256: 'cd'.repeat(32) });
    const shown = pageOf({
      serving: [ending],
      answers: { probes: 1, chains: [[ending], [certificate()]] },
      loopback: processes(now + 300 * day, now + 100 * day),
    });
    for (const part of [
      'CRITICAL The serving certificate expires soon',
      'Several servers answer at one address, and each connection may reach another one: the worst of them is shown',
      '2 servers answered one after another',
      'process 1, started at 2026-08-13T13:00:00Z: its loopback certificate ends at 2027-03-01T12:00:00Z',
      'process 2, started at 2026-08-13T13:00:00Z: its loopback certificate ends at 2027-09-17T12:00:00Z',
      'Also probe each kube-apiserver at its own address',
      'Servers seen a process since',
    ])
      t.ok(shown.toLowerCase().includes(part.toLowerCase()), part);
    t.end();
  },
);

void t.test('a gateway is a note', (t) => {
  const shown = pageOf({ path: '/k8s/clusters/c-1', loopback: { state: 'not_asked', because: 'gateway' } });
  t.match(shown, 'The address is an entry point and not an API server');
  t.match(shown, 'its URL has a path, so a gateway answers there');
  t.match(shown, 'not probed: a gateway answers');
  t.match(shown, 'All is well');
  t.end();
});
