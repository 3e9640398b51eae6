import type { FileEvidence } from '../files/serving-file.js';
import { allSteps } from '../findings/all-steps.js';
import { worstSeverity } from '../findings/severity/severity.js';
import type { TargetReport } from '../probe/report.js';
import { day, isExpired } from '../x509/validity.js';
import { caWork } from './ca-work.js';
import { compareDues, dayOf, lastSafeDay, notPast } from './due-day.js';
import { compareTexts, firstToEnd } from './ending-of.js';
import { fileWork } from './file-work.js';
import type { Ending, FoundWork, PlanEntry, Span, Work } from './plan-entry.js';
import { restartWork } from './restart-work.js';
import { servingWork } from './serving-work.js';
import { unseen } from './unseen.js';

/** In seconds. */
const planSpan = 365 * day;

/** Everything that ends within a year, as work with dates. */
export interface YearPlan {
  readonly span: Span;
  /** What has to be done first comes first. */
  readonly entries: readonly PlanEntry[];
  /** Certificates that something renews in time, as far as is known. The first to end comes first. */
  readonly renewing: readonly Ending[];
  /** What the plan lacks, because it was not seen, in sentences. */
  readonly unseen: readonly string[];
}

/** What targets and files showed at one time. */
export interface Observed {
  readonly reports: readonly TargetReport[];
  readonly evidence: FileEvidence;
}

/**
 * Plans the year from `now`, in Unix seconds: all that ends in it, and what has ended, grouped by what one person does in one go. Depends on what was
 * seen, and not on its order.
 */
export function yearPlan(observed: Observed, now: number): YearPlan {
  return allSteps(planSteps(observed, now));
}

/** The same in steps, for who has to answer others between them: each is linear in the endpoints of one target, or in what was found so far. */
export function* planSteps({ reports, evidence }: Observed, now: number): Generator<undefined, YearPlan> {
  const span = { now, end: now + planSpan };
  const found: FoundWork[] = [];
  for (const target of reports) {
    found.push(servingWork(target, span));
    yield;
    found.push({ work: restartWork(target, span), renewing: [] });
    yield;
  }
  found.push(caWork(reports, evidence, span));
  yield;
  found.push(fileWork(evidence, span));
  yield;
  const entries: PlanEntry[] = [];
  for (const { work } of found) {
    entries.push(...work.filter(({ endings: [first] }) => first.end <= span.end).map((each) => entryOf(each, now)));
    yield;
  }
  const sorted = entries.toSorted(compareEntries);
  yield;
  const renewing = found.flatMap((each) => each.renewing);
  return { span, entries: sorted, renewing: firstToEnd(renewing) ?? [], unseen: unseen(reports, evidence) };
}

function entryOf(work: Work, now: number): PlanEntry {
  const { kind, scope, endings, restarts } = work;
  const [first] = endings;
  const safe = lastSafeDay(first.end, now);
  const due = restarts[0]?.due ?? safe;
  const warns = notPast(Math.min(...endings.map(({ warnsAt }) => dayOf(warnsAt))), now);
  return {
    ...work,
    key: JSON.stringify([kind, scope, first.end, first.fingerprint]),
    severity: worstSeverity(endings.map(({ severity }) => severity)) ?? 'info',
    isOverdue: isExpired({ notAfter: first.end }, now),
    lastSafeDay: safe,
    due,
    bestFrom: compareDues(warns, due) < 0 ? warns : due,
  };
}

function compareEntries(a: PlanEntry, b: PlanEntry): number {
  return compareDues(a.due, b.due) || a.endings[0].end - b.endings[0].end || compareTexts(a.key, b.key);
}
