// Measures CPU time and size of the status page for 1,000 and 5,000 endpoints, in many small targets and in few large ones. It measures CPU time and
// not wall time, so that other processes of the machine do not count. Fails if findings, plan and page take more than 300 ms, or it has more than 2 MB.
//   npm run compile && node build/bench/status-page.js
import { findingsOf } from '../src/findings/findings-of.js';
import { yearPlan } from '../src/plan/year-plan.js';
import type { TargetReport } from '../src/probe/report.js';
import { markupOf } from '../src/web/page/html.js';
import { statusPage } from '../test/fixtures/status-page.js';
import {
  certificate,
  day,
  down,
  loopback,
  nameVerdict,
  now,
  report,
  target,
  uncoveredName,
} from '../test/fixtures/report.js';

const rounds = 15;
const links = {
  metrics: 'metrics',
  docs: 'docs/',
  runbook: (alert: string) => `docs/runbooks/${alert}.md`,
};

type Faults = 'none' | 'some' | 'all';

/**
 * Makes a fleet. Some faults: a tenth of the endpoints down, a seventh with a missing name, and loopback certificates that end from now until next
 * year. All: a missing name and certificates of its own that end soon at each endpoint that is not down.
 */
function fleet(targets: number, endpoints: number, faults: Faults): readonly TargetReport[] {
  return Array.from({ length: targets }, (_, at) => {
    const reports = Array.from({ length: endpoints }, (_, index) => {
      const id = at * endpoints + index;
      const address = `10.${id >> 8}.0.${id & 255}:6443`;
      const own = nameVerdict({ name: `10.${id >> 8}.0.${id & 255}`, role: 'instance' });
      const isUncovered = faults === 'all' || (faults === 'some' && id % 7 === 0);
      const names = [isUncovered ? uncoveredName() : nameVerdict(), own];
      if (faults === 'none') return report({ address, names });
      if (id % 10 === 3) return down({ address });
      const fingerprintSha256 = id.toString(16).padStart(64, '0');
      const ends = loopback({ fingerprintSha256, notAfter: now + (id % (faults === 'all' ? 40 : 365)) * day });
      const leaf = certificate({ fingerprintSha256, notAfter: now + (id % 25) * day });
      return report({ address, names, loopback: ends, ...(faults === 'all' && { serving: [leaf] }) });
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

/** The most that a page of 5,000 endpoints may take, with its findings, and have. */
const limits = { milliseconds: 300, characters: 2_000_000 } as const;

let isWithin = true;
for (const [targets, endpoints, faults] of [
  [334, 3, 'some'],
  [1000, 1, 'some'],
  [50, 20, 'some'],
  [1, 1000, 'some'],
  [50, 100, 'none'],
  [50, 100, 'some'],
  [50, 100, 'all'],
] as const) {
  const reports = fleet(targets, endpoints, faults);
  const observation = { reports, evidence: { files: [], serving: [] } };
  let characters = 0;
  const times: Record<'findings' | 'plan' | 'page' | 'json', number[]> = { findings: [], plan: [], page: [], json: [] };
  for (let round = 0; round < rounds; round += 1) {
    let findings: ReturnType<typeof findingsOf> = [];
    times.findings.push(milliseconds(() => (findings = findingsOf(reports, now))));
    let plan = yearPlan(observation, now);
    times.plan.push(milliseconds(() => (plan = yearPlan(observation, now))));
    times.page.push(
      milliseconds(() => {
        characters = markupOf(statusPage({ version: 'bench', now, observation, findings, plan, links })).length;
      }),
    );
    // What the machine takes for a known work of the same size, in the same seconds.
    times.json.push(milliseconds(() => JSON.stringify(reports)));
  }
  const [judged, planned] = [median(times.findings), median(times.plan)];
  const [written, json] = [median(times.page), median(times.json)];
  isWithin &&= judged + planned + written <= limits.milliseconds && characters <= limits.characters;
  console.log(
    `${targets} targets of ${endpoints}, ${faults} bad: findings ${judged.toFixed(1)} ms, plan ${planned.toFixed(1)} ms, page ${written.toFixed(1)} ms, ${(characters / 1000).toFixed(0)} kB; JSON.stringify of the reports ${json.toFixed(1)} ms`,
  );
}
process.exitCode = isWithin ? 0 : 1;
