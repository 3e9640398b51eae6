import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';
import type { Report, TargetReport } from '../probe/report.js';

/** The part of a logger that is needed here. */
export interface StateLogger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
}

/** What fails, with its reason. */
interface Failing {
  readonly what: string;
  readonly reason: string;
  /** How the log shows it. */
  readonly text: string;
}

/** A reason, and how many probes ago it was last seen. */
interface Remembered extends Failing {
  readonly age: number;
}

/** A reason that was not seen in so many probes is new when it returns. */
const longestAge = 10;

/** Those that a reload has removed are forgotten at some time. */
const mostTargets = 20_000;

/**
 * Called after each probe of a target. Logs only when a failure appears, changes or clears. Reasons that take turns, as `reset` and `closed` of
 * a load balancer do, are one state: each is logged once, until it was not seen in ten probes.
 */
export function createStateLog(log: StateLogger): (report: TargetReport) => void {
  const byTarget = new LRUCache<string, ReadonlyMap<string | undefined, readonly Remembered[]>>(atMost(mostTargets));
  return (report) => {
    const { name } = report.target;
    const before = byTarget.get(name);
    const now = [...failing(report)].map(([address, failures]) => {
      const known = before?.get(address) ?? [];
      const what = address === undefined ? 'discovery' : 'probe';
      const fields = { target: name, ...(address !== undefined && { address }) };
      if (failures.length === 0) {
        if (known.length > 0) log.info(fields, `${what} succeeds again`);
      } else if (isChange(known, failures)) {
        log.warn({ ...fields, failures: failures.map(({ text }) => text).join(' ') }, `${what} fails`);
      }
      return [address, remember(known, failures)] as const;
    });
    byTarget.set(name, new Map(now));
  };
}

/** Whether anything fails that did not, or succeeds that did not, or has a reason that is not remembered. */
function isChange(known: readonly Remembered[], now: readonly Failing[]): boolean {
  return !known.every(isIn(now, sameWhat)) || !now.every(isIn(known, sameReason));
}

/** Forgets what does not fail any more, and reasons that were not seen for long. */
function remember(known: readonly Remembered[], now: readonly Failing[]): readonly Remembered[] {
  const older = known
    .filter((each) => isIn(now, sameWhat)(each) && !isIn(now, sameReason)(each))
    .map((each) => ({ ...each, age: each.age + 1 }));
  return [...now.map((each) => ({ ...each, age: 0 })), ...older.filter(({ age }) => age < longestAge)];
}

type Same = (one: Failing, other: Failing) => boolean;
const sameWhat: Same = (one, other) => one.what === other.what;
const sameReason: Same = (one, other) => one.what === other.what && one.reason === other.reason;

function isIn(list: readonly Failing[], same: Same): (each: Failing) => boolean {
  return (each) => list.some((other) => same(each, other));
}

/** What fails, by address; the key undefined is discovery. */
function failing(report: TargetReport): ReadonlyMap<string | undefined, readonly Failing[]> {
  const { discovered, notes, reports } = report;
  const reason = notes.join('; ') || 'an address leads nowhere';
  return new Map([
    [undefined, discovered ? [] : [{ what: 'discovery', reason, text: reason }]],
    ...reports.map((each) => [each.address, failuresOf(each)] as const),
  ]);
}

/** `serving=refused`, `loopback=tls_timeout`. */
function failuresOf({ failures }: Report): readonly Failing[] {
  return failures.map(({ probe, reason }) => ({ what: probe, reason, text: `${probe}=${reason}` }));
}
