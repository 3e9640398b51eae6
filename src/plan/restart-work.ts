import { groupByServer, type OneKind } from '../findings/group-by-server.js';
import { atMostWarning } from '../findings/severity/severity.js';
import { thresholds } from '../findings/severity/thresholds.js';
import { processesOf } from '../probe/processes.js';
import type { TargetReport } from '../probe/report.js';
import { serverKinds } from '../servers/server-kind.js';
import { countText } from '../text/count-text.js';
import type { Certificate } from '../x509/certificate.js';
import { compareEndings, endingOf, firstToEnd } from './ending-of.js';
import { cut } from './list-text.js';
import type { Due, Ending, Restart, Span, Work } from './plan-entry.js';
import { processPlaces } from './process-places.js';
import { restartDays } from './restart-days.js';
import { workRunbook } from './work-runbook.js';

/** More API servers than any control plane has. */
const mostProcesses = 100;

/** Finds the restarts of a target, one row for each kind of server. A loopback certificate whose end breaks nothing is no work. */
export function restartWork(target: TargetReport, span: Span): readonly Work[] {
  return groupByServer(target).flatMap((group) =>
    group.server?.loopbackEnd === 'harmless' ? [] : workOf(group, span),
  );
}

interface Process {
  readonly leaf: Certificate;
  readonly ending: Ending;
}

function workOf({ server, report }: OneKind, { now, end }: Span): readonly Work[] {
  const mayBreak = server?.loopbackEnd === 'may_break';
  const places = processPlaces(report);
  const all = processesOf(report)
    .flatMap(({ address, leaf }): readonly Process[] =>
      leaf === undefined ? [] : [{ leaf, ending: seen(leaf, places.get(leaf.fingerprintSha256) ?? address, now) }],
    )
    .toSorted((one, other) => compareEndings(one.ending, other.ending))
    .slice(0, mostProcesses);
  const days = restartDays(
    all.map(({ leaf: { notBefore, notAfter } }) => ({ end: notAfter, lifetime: notAfter - notBefore })),
    now,
  );
  const restarts = all
    .map(({ ending }, at): Restart => ({ ...(mayBreak ? lessSevere(ending) : ending), due: days[at] ?? 'now' }))
    .filter((each) => each.end <= end || isBy(each.due, end));
  const endings = firstToEnd(restarts);
  if (endings === undefined) return [];
  const noun = server === undefined ? 'API server' : serverKinds[server.kind].text;
  return [
    {
      kind: 'restart',
      scope: JSON.stringify([report.target.name, noun]),
      title: titleOf(report.target.name, restarts, noun),
      runbook: workRunbook('restart', endings, now),
      caveat: mayBreak
        ? 'Nobody sees from outside whether this server uses its loopback certificate: ask who runs it before you restart it.'
        : undefined,
      endings,
      restarts,
    },
  ];
}

function seen(leaf: Certificate, place: string, now: number): Ending {
  return endingOf({ certificate: leaf, place, life: leaf, limits: thresholds.loopback }, now);
}

/** What may be harmless is work and no alarm. */
function lessSevere(ending: Ending): Ending {
  return { ...ending, severity: atMostWarning(ending.severity) };
}

function isBy(due: Due, end: number): boolean {
  return due === 'now' || due <= end;
}

function titleOf(target: string, [first, ...others]: readonly Restart[], noun: string): string {
  return others.length === 0
    ? `Restart the ${noun} of ${cut(target)}: ${first?.place ?? ''}`
    : `Restart the ${countText(others.length + 1, noun)} of ${cut(target)}, one at a time`;
}
