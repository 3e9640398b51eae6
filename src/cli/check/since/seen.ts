import type { Fact } from './facts.js';
import type { SnapshotEndpoint, SnapshotTarget } from './snapshot.js';

/** What a probe of an endpoint may see. */
type Part = 'serving' | 'trust' | 'loopback' | 'loopback answer' | 'http' | 'clock' | 'start' | `name ${string}`;

function partsOf({ up, trust, loopback, http, names }: SnapshotEndpoint): ReadonlySet<Part> {
  const parts: readonly (readonly [Part, boolean])[] = [
    ['serving', up],
    ['trust', trust.state !== 'unknown'],
    ['loopback', loopback.state === 'found'],
    ['loopback answer', up && loopback.state !== 'failed'],
    ['http', http !== null],
    ['clock', typeof http?.clockSkewSeconds === 'number'],
    ['start', typeof http?.startedAt === 'number'],
  ];
  return new Set([
    ...parts.flatMap(([part, isSeen]) => (isSeen ? [part] : [])),
    ...names.flatMap(({ name, covered }): readonly Part[] => (covered === null ? [] : [`name ${name}`])),
  ]);
}

const general: readonly Part[] = ['serving', 'trust', 'loopback', 'loopback answer', 'http', 'clock', 'start'];

/** What has to be seen to say that a fact about this is over. Anything else that a later release may have needs all. */
const needs: Readonly<Record<string, (subject: string) => readonly Part[]>> = {
  serving: () => ['serving', 'trust'],
  loopback: () => ['loopback', 'loopback answer'],
  names: (subject) => ['serving', 'trust', ...(subject === '' ? [] : ([`name ${subject}`] as const))],
};

/** Kinds that rest on something else than the others about the same. */
const needsOfKind: Readonly<Record<string, readonly Part[]>> = {
  'loopback-health-check-fails': ['loopback answer', 'http'],
};

/**
 * Whether a fact about an endpoint that is not found now is over. It is not, if the probe sees less than it saw then: a certificate that was
 * about to end is not renewed because its server is down.
 */
export function isOver(
  { id, about }: Fact,
  subject: string,
  before: SnapshotEndpoint | undefined,
  now: SnapshotEndpoint,
): boolean {
  if (before === undefined) return now.up;
  const own = Object.hasOwn(needsOfKind, id) ? needsOfKind[id] : undefined;
  const needed = own ?? (Object.hasOwn(needs, about) ? needs[about]?.(subject) : undefined) ?? general;
  const [then, seen] = [partsOf(before), partsOf(now)];
  // A name that is no longer asked for is judged by nobody.
  return needed.every((part) => seen.has(part) || (!then.has(part) && !part.startsWith('name ')));
}

/** Whether all API servers of a target are known and probed, so that one that is not there is gone. */
export function isComplete({ discovered, apiServers }: SnapshotTarget): boolean {
  if (apiServers === null) return discovered;
  const { probed, total, note } = apiServers;
  return discovered && note === null && total !== null && total <= probed;
}
