import type { TargetConfig } from '../config/config.js';
import type { Member } from './target-group.js';
import type { Found, TargetSource } from './target-source.js';

/** A member as a list shows it. */
export type FleetMember = {
  /** Identifies it from one list to the next. No two members of a list have the same. */
  readonly key: string;
  /** What it is to be called, as whoever lists it calls it. */
  readonly name: string;
  /** What people should know of it although nothing is wrong, in sentences without secrets. */
  readonly notes?: readonly string[];
} & (
  | {
      readonly ok: true;
      /** Says whether it is still the same: `make` is called again when this changes, and all that the earlier source knew is dropped. */
      readonly version: string;
      /** Makes its source under a name. */
      readonly make: (name: string) => TargetSource;
    }
  /** It cannot be used as it is. What was known of it stays. `problem`: a sentence for people, without secrets. */
  | { readonly ok: false; readonly problem: string }
);

/** What stays of a member from one list to the next. */
export interface LiveMember {
  readonly member: Member;
  /** Takes what a further list shows. Returns the member to use from now on: the same unless its name is another. */
  readonly update: (next: FleetMember) => LiveMember;
}

type Maker = Extract<FleetMember, { ok: true }>;

interface Shown {
  readonly notes: readonly string[];
  readonly problem: string | undefined;
  /** The last one that could be used. */
  readonly maker: Maker | undefined;
}

const nothingKnown: Found = { target: undefined, success: false, insecure: false, notes: [] };

/** Creates a member. Its source is the same object for as long as its name is the same, whatever becomes of what it is made from. */
export function createLiveMember(settings: Pick<TargetConfig, 'labels' | 'timeout'>, first: FleetMember): LiveMember {
  return liveMember(settings, first, shownBy(first, undefined));
}

function liveMember(
  settings: Pick<TargetConfig, 'labels' | 'timeout'>,
  { name }: Pick<FleetMember, 'name'>,
  first: Shown,
): LiveMember {
  const { labels, timeout } = settings;
  let shown = first;
  let made: { readonly version: string; readonly name: string; readonly source: TargetSource } | undefined;
  const sourceAs = (as: string): TargetSource | undefined => {
    const { maker } = shown;
    if (maker === undefined) return undefined;
    if (made?.version !== maker.version || made.name !== as)
      made = { version: maker.version, name: as, source: maker.make(as) };
    return made.source;
  };
  const find = async (as: string): Promise<Found> => {
    const { problem, notes } = shown;
    const found = (await sourceAs(as)?.find()) ?? nothingKnown;
    if (problem !== undefined) return { ...found, success: false, notes: [problem, ...notes, ...found.notes] };
    return notes.length === 0 ? found : { ...found, notes: [...notes, ...found.notes] };
  };
  let last: TargetSource | undefined;
  const as = (given: string): TargetSource => {
    if (last?.name !== given) last = { name: given, labels, timeout, find: () => find(given) };
    return last;
  };
  const live: LiveMember = {
    member: { name, as },
    update: (next) => {
      const after = shownBy(next, shown.maker);
      if (next.name !== name) return liveMember(settings, next, after);
      shown = after;
      return live;
    },
  };
  return live;
}

function shownBy(next: FleetMember, before: Maker | undefined): Shown {
  const { notes = [] } = next;
  return next.ok ? { notes, problem: undefined, maker: next } : { notes, problem: next.problem, maker: before };
}
