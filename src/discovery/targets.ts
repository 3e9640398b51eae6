import type { Deadline } from '../net/deadline.js';
import { memberName } from './member-name.js';
import type { Fleet, Member, TargetGroup } from './target-group.js';
import type { TargetSource } from './target-source.js';

/** All targets of a configuration, each under a name of its own. */
export interface Targets {
  /** One promise for each entry, with its targets as soon as they are listed. A list that takes long delays no other. None rejects. */
  readonly lists: (deadline: Deadline) => readonly Promise<readonly TargetSource[]>[];
  /** Returns the target of this name. Asks for lists only where they may say something new. */
  readonly find: (name: string, deadline: Deadline) => Promise<TargetSource | undefined>;
}

interface Named {
  readonly members: readonly (readonly Member[])[];
  readonly sources: ReadonlyMap<Fleet, readonly TargetSource[]>;
  readonly byName: ReadonlyMap<string, { readonly fleet: Fleet; readonly source: TargetSource }>;
}

/**
 * Gives each target its name. Entries have the names of the configuration. A member whose name an entry has, or a member of an earlier
 * fleet, is called `fleet/name`, and `fleet/name#2` if that is taken as well. So names depend on what is listed, and not on which list came first.
 */
export function nameTargets(groups: readonly TargetGroup[]): Targets {
  const entries = new Map(groups.map((group) => [group.entry.name, group]));
  const fleets = groups.flatMap(({ entry, fleet }) => (fleet === undefined ? [] : [{ name: entry.name, fleet }]));
  const isTaken = (name: string): boolean => entries.has(name);
  let named: Named | undefined;
  const current = (): Named => {
    const members = fleets.map(({ fleet }) => fleet.known());
    if (named === undefined || !members.every((each, at) => each === named?.members[at]))
      named = nameAll(fleets, members, isTaken);
    return named;
  };
  const refresh = (some: readonly Fleet[], deadline: Deadline): Promise<unknown> =>
    Promise.all(some.map((fleet) => fleet.refresh(deadline)));
  return {
    lists: (deadline) =>
      groups.map(async ({ entry, fleet }) => {
        if (fleet === undefined) return [entry];
        await fleet.refresh(deadline);
        return [entry, ...(current().sources.get(fleet) ?? [])];
      }),
    find: async (name, deadline) => {
      const group = entries.get(name);
      if (group !== undefined) {
        await group.fleet?.refresh(deadline);
        return group.entry;
      }
      const known = current().byName.get(name);
      if (known?.fleet.isFresh() === true) return known.source;
      const suspects = known === undefined ? fleets.map(({ fleet }) => fleet) : [known.fleet];
      await refresh(suspects, deadline);
      return current().byName.get(name)?.source;
    },
  };
}

/** All targets once their lists are there, each name once: of two lists that come in between, the later may not know the earlier. */
export async function listTargets(targets: Targets, deadline: Deadline): Promise<readonly TargetSource[]> {
  const all = (await Promise.all(targets.lists(deadline))).flat();
  return distinctNames(all, ({ name }) => name);
}

/** The first of each name. */
export function distinctNames<T>(all: readonly T[], nameOf: (each: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const each of all) if (!first.has(nameOf(each))) first.set(nameOf(each), each);
  return [...first.values()];
}

function nameAll(
  fleets: readonly { readonly name: string; readonly fleet: Fleet }[],
  members: readonly (readonly Member[])[],
  isEntry: (name: string) => boolean,
): Named {
  const byName = new Map<string, { readonly fleet: Fleet; readonly source: TargetSource }>();
  const sources = new Map<Fleet, readonly TargetSource[]>();
  const freeName = createFreeNames((name) => isEntry(name) || byName.has(name));
  for (const [at, { name: fleetName, fleet }] of fleets.entries()) {
    const own = (members[at] ?? []).map((member) => {
      const name = freeName(member.name, fleetName);
      const source = member.as(name);
      byName.set(name, { fleet, source });
      return source;
    });
    sources.set(fleet, own);
  }
  return { members, sources, byName };
}

/** Numbers go on where they ended, as a stranger may list thousands of one name. */
function createFreeNames(isTaken: (name: string) => boolean): (wanted: string, fleet: string) => string {
  const numbers = new Map<string, number>();
  return (wanted, fleet) => {
    if (!isTaken(wanted)) return wanted;
    const qualified = `${fleet}/${wanted}`;
    for (let number = numbers.get(qualified) ?? 1; ; number += 1) {
      const name = memberName(number === 1 ? qualified : `${qualified}#${number}`);
      numbers.set(qualified, number + 1);
      if (!isTaken(name)) return name;
    }
  };
}
