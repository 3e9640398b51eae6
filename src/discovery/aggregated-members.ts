import type { AggregatorTrust } from '../kube/api-services.js';
import type { AggregatedServer } from '../kube/list-aggregated.js';
import type { Backends } from '../kube/service-backends.js';
import { aggregatedNames } from './aggregated-names.js';
import { type AggregatedCircumstances, aggregatedTarget } from './aggregated-target.js';
import type { FleetMember } from './live-member.js';
import type { Found } from './target-source.js';

type Known = Extract<Backends, { ok: true }>;

/** Turns each list into members. */
export type AggregatedMembers = (
  servers: readonly AggregatedServer[],
  circumstances: AggregatedCircumstances,
) => readonly FleetMember[];

/** What stays of a server from one list to the next. */
interface State {
  /** What was last known to be behind it, and when, in milliseconds of the monotonic clock. */
  readonly last: { readonly backends: Known; readonly at: number } | undefined;
  readonly foundAs: (name: string) => Found;
}

const nothing: Known = { ok: true, endpoints: [], external: undefined, notes: [] };

/**
 * Creates the function that makes members. What was known to be behind a server is still probed as long as the API does not say what is there, and
 * for another `keepRemoved` seconds if there is nothing any more. `monotonic`: milliseconds that never jump.
 */
export function createAggregatedMembers(monotonic: () => number): AggregatedMembers {
  let states: ReadonlyMap<string, { current: State }> = new Map();
  let trusts: ReadonlyMap<string, AggregatorTrust> = new Map();
  return (servers, circumstances) => {
    const names = aggregatedNames(circumstances.config.name, servers);
    const known = servers.map(({ trust }) => ('key' in trust ? (trusts.get(trust.key) ?? trust) : trust));
    // The same CA stays the same object, by which verdicts are kept.
    trusts = new Map(known.flatMap((trust) => ('key' in trust ? [[trust.key, trust]] : [])));
    const next = new Map<string, { current: State }>();
    for (const [at, server] of servers.entries()) {
      const name = names[at] ?? '';
      const trust = known[at] ?? server.trust;
      const now = monotonic();
      const current = stateOf({ ...server, trust }, states.get(name)?.current, { ...circumstances, now });
      const state = states.get(name) ?? { current };
      state.current = current;
      next.set(name, state);
    }
    states = next;
    const { labels, timeout } = circumstances.config;
    return [...next].map(([name, state]) => ({
      key: name,
      name,
      ok: true,
      // The source reads what is known, so it need not be made again.
      version: '',
      make: (as) => ({ name: as, labels, timeout, find: () => Promise.resolve(state.current.foundAs(as)) }),
    }));
  };
}

function stateOf(
  server: AggregatedServer,
  before: State | undefined,
  circumstances: AggregatedCircumstances & { readonly now: number },
): State {
  const { backends } = server;
  const { now, config } = circumstances;
  if (backends.ok) {
    const foundAs = (name: string): Found => aggregatedTarget(name, server, backends, circumstances);
    return { last: { backends, at: now }, foundAs };
  }
  const isOld = backends.isKnown && now - (before?.last?.at ?? -Infinity) >= config.keepRemoved * 1000;
  const last = isOld ? undefined : before?.last;
  const foundAs = (name: string): Found => {
    // What was odd then is not what is odd now.
    const kept = { ...(last?.backends ?? nothing), notes: [] };
    const found = aggregatedTarget(name, server, kept, circumstances);
    return { ...found, success: false, notes: [backends.note, ...found.notes] };
  };
  return { last, foundAs };
}
