import type { TargetConfig } from '../config/config.js';
import type { Clock } from '../net/clock.js';
import { within } from '../net/deadline.js';
import { createLiveMember, type FleetMember, type LiveMember } from './live-member.js';
import { memberName } from './member-name.js';
import type { Member, TargetGroup } from './target-group.js';
import type { Found, TargetSource } from './target-source.js';

/** What a fleet lists at one time. */
export interface FleetListing {
  /** Whether everything could be listed. */
  readonly ok: boolean;
  /** Whether members that are missing are gone. If not, they are kept as they were. Left out: as `ok` says. */
  readonly isWhole?: boolean;
  /** Its members. If they are the same array as before, nothing is compared. */
  readonly members: readonly FleetMember[];
  /** What went wrong or was left out, in sentences for people, without secrets. */
  readonly notes: readonly string[];
}

export interface FleetOptions {
  /** Its entry. Durations are in seconds. */
  readonly config: Pick<TargetConfig, 'name' | 'labels' | 'timeout' | 'discoveryInterval'>;
  readonly clock: Clock;
  /** Lists the members. It is never called twice at once. Must end by itself, and must not reject. */
  readonly list: () => Promise<FleetListing>;
  /** The least number of seconds between two lists. Left out: the discoveryInterval. */
  readonly interval?: number;
}

/** The part of the timeout for which a scrape waits for a further list. If it takes longer, it counts from the next scrape on. */
const patience = 1 / 2;

/** As many as there may be targets. */
const mostMembers = 10_000;

/**
 * Creates a fleet. It asks for its list only when it is asked itself, at most once in `interval`, and never on a timer. A first list is waited
 * by every scrape for as long as the timeout. Later ones are waited for shortly, so that a change is seen by the scrape that asks, and a list that hangs delays
 * only that scrape. A list that fails changes nothing.
 */
export function createFleet({ config, clock, list, interval = config.discoveryInterval }: FleetOptions): TargetGroup {
  const { name, labels, timeout, discoveryInterval } = config;
  const members = createMembers(config);
  let last: Pick<FleetListing, 'ok' | 'notes'> | undefined;
  let asking: Promise<void> | undefined;
  let askedAt = -Infinity;
  let listedAt = -Infinity;

  const ask = async (): Promise<void> => {
    askedAt = clock.monotonic();
    const listing = await list();
    const notes = members.learn(listing);
    last = { ok: listing.ok, notes: [...listing.notes, ...notes] };
    listedAt = askedAt;
    asking = undefined;
  };
  const entry: TargetSource = {
    name,
    labels,
    timeout,
    find: () => Promise.resolve(foundOf(last ?? lateList(timeout), members.known().length)),
  };
  return {
    entry,
    fleet: {
      refresh: async (deadline) => {
        if (asking === undefined && clock.monotonic() - askedAt >= interval * 1000) asking = ask();
        if (asking === undefined) return;
        // Whoever comes before the first list has nothing else to do.
        const until = last === undefined ? clock.monotonic() + timeout * 1000 : askedAt + timeout * patience * 1000;
        await within(Math.min(deadline, until), clock, asking, undefined);
      },
      known: members.known,
      isFresh: () => clock.monotonic() - listedAt < discoveryInterval * 1000,
    },
  };
}

function foundOf({ ok, notes }: Pick<FleetListing, 'ok' | 'notes'>, targets: number): Found {
  return { target: undefined, success: ok, insecure: false, notes, fleet: { targets } };
}

function lateList(timeout: number): Pick<FleetListing, 'ok' | 'notes'> {
  return { ok: false, notes: [`the list of its targets did not arrive within ${timeout} s`] };
}

interface Members {
  /** In the order of their keys. */
  readonly known: () => readonly Member[];
  /** Returns what is to be said of this list beyond its own notes. */
  readonly learn: (listing: FleetListing) => readonly string[];
}

function createMembers(config: FleetOptions['config']): Members {
  let live: ReadonlyMap<string, LiveMember> = new Map();
  let known: readonly Member[] = [];
  let last: FleetListing['members'] | undefined;
  let said: readonly string[] = [];
  return {
    known: () => known,
    learn: ({ ok, isWhole = ok, members }) => {
      if (isWhole && members === last) return said;
      last = isWhole ? members : undefined;
      const next = new Map(isWhole ? [] : live);
      for (const member of members) {
        const shown = { ...member, name: memberName(member.name) };
        next.set(member.key, live.get(member.key)?.update(shown) ?? createLiveMember(config, shown));
      }
      const sorted = [...next].toSorted(([one], [other]) => (one < other ? -1 : 1));
      live = new Map(sorted.slice(0, mostMembers));
      const now = [...live.values()].map(({ member }) => member);
      if (!isSame(known, now)) known = now;
      said = next.size > mostMembers ? [`${next.size} targets are listed: only ${mostMembers} are probed`] : [];
      return said;
    },
  };
}

function isSame(one: readonly Member[], other: readonly Member[]): boolean {
  return one.length === other.length && one.every((member, at) => member === other[at]);
}
