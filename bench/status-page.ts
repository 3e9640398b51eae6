// Measures CPU time and size of the status page for 1,000 endpoints, in many small targets and in few large ones. It measures CPU time and not
// wall time, so that other processes of the machine do not count.
//   npm run compile && node build/bench/status-page.js
import { findingsOf } from '../src/findings/findings-of.js';
import { yearPlan } from '../src/plan/year-plan.js';
import type { TargetReport } from '../src/probe/report.js';
import { markupOf } from '../src/web/page/html.js';
import { statusPage } from '../src/web/status/status-page.js';
import { day, down, loopback, nameVerdict, now, report, target, uncoveredName } from '../test/fixtures/report.js';

const rounds = 15;
const links = {
  metrics: 'metrics',
  docs: 'docs/',
  runbook: (alert: string) => `docs/runbooks/${alert}.md`,
};

/**
 * Makes a fleet with a tenth of the endpoints down, a seventh with a missing name, and loopback certificates that end from now until next
 * year.
 */
function fleet(targets: number, endpoints: number): readonly TargetReport[] {
  return Array.from({ length: targets }, (_, at) => {
    const reports = Array.from({ length: endpoints }, (_, index) => {
      const id = at * endpoints + index;
      const address = `10.${id >> 8}.0.${id & 255}:6443`;
      const names = [
        id % 7 === 0 ? uncoveredName() : nameVerdict(),
        nameVerdict({ name: `10.${id >> 8}.0.${id & 255}`, role: 'instance' }),
      ];
      const ends = loopback({ notAfter: now + (id % 365) * day });
      return id % 10 === 3 ? down({ address }) : report({ address, names, loopback: ends });
    });
    return {
      ...target(...reports),
      target: { name: `cluster-${at}`, labels: { env: 'bench' } },
    };
  });
}

function milliseconds(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

for (const [targets, endpoints] of [
  [334, 3],
  [1000, 1],
  [50, 20],
  [1, 1000],
] as const) {
  const reports = fleet(targets, endpoints);
  const findings = findingsOf(reports, now);
  const observation = { reports, evidence: { files: [], serving: [] } };
  const plan = yearPlan(observation, now);
  let characters = 0;
  const times = Array.from({ length: rounds }, () =>
    milliseconds(() => {
      characters = markupOf(statusPage({ version: 'bench', now, observation, findings, plan, links })).length;
    }),
  );
  const judged = Array.from({ length: rounds }, () => milliseconds(() => findingsOf(reports, now)));
  const planned = Array.from({ length: rounds }, () => milliseconds(() => yearPlan(observation, now)));
  const size = `${(characters / 1000).toFixed(0)} kB`;
  console.log(
    `${targets} targets of ${endpoints}: page ${median(times).toFixed(1)} ms, ${size}; findings ${median(judged).toFixed(1)} ms, plan ${median(planned).toFixed(1)} ms`,
  );
}
