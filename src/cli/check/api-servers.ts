import { andMore, limitedList } from '../../bounds/limited-list.js';
import { cannotTellReasons } from '../../discovery/instance-count.js';
import type { Scope } from '../../discovery/target-source.js';
import { groupBy } from '../../findings/group-by.js';
import { isGateway, serversSeen } from '../../probe/entry-point.js';
import type { TargetReport } from '../../probe/report.js';
import { countText } from '../../text/count-text.js';

/** How many of the API servers of a target were probed. */
export interface ApiServers {
  /** Those that showed a certificate. */
  readonly probed: number;
  /** Undefined: that is unknown. */
  readonly total: number | undefined;
  /** What is unknown, why, and what it needs; undefined: nothing. */
  readonly note: string | undefined;
}

/** Undefined: the Kubernetes API was not asked, so the API servers are those that are named. */
export function apiServersOf(target: TargetReport): ApiServers | undefined {
  const { scope } = target;
  if (scope === undefined) return undefined;
  return scope.kind === 'instances' ? ofInstances(scope, target) : ofServer(scope, target);
}

function ofInstances({ addresses }: Extract<Scope, { kind: 'instances' }>, target: TargetReport): ApiServers {
  const { reports, instances } = target;
  const all = new Set(addresses);
  const probed = reports.filter(({ address, serving }) => all.has(address) && serving !== undefined).length;
  const total = Math.max(probed, instances.listed ?? all.size, instances.expected?.count ?? 0);
  const { cannotTell } = instances;
  const isOpen = cannotTell !== undefined && cannotTell !== 'not_discovered';
  return {
    probed,
    total,
    note: isOpen ? `whether the list lacks one is unknown: ${cannotTellReasons[cannotTell]}` : undefined,
  };
}

/** More addresses than a person reads. */
const mostAddresses = 8;

function ofServer(
  { because, outOfReach }: Extract<Scope, { kind: 'server' }>,
  { reports, instances }: TargetReport,
): ApiServers {
  const seen = reports.filter((report) => report.serving !== undefined && !isGateway(report));
  const probed = seen.reduce((sum, report) => sum + Math.max(1, serversSeen(report)), 0);
  if (outOfReach.length === 0) {
    return { probed, total: undefined, note: `how many there are is unknown: ${because}` };
  }
  const more = outOfReach.length - mostAddresses;
  const addresses = `${outOfReach.slice(0, mostAddresses).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const note = `those that are listed cannot be reached from here, only the server that kubectl dials: ${addresses}: ${because}`;
  return { probed, total: Math.max(probed, outOfReach.length, instances.expected?.count ?? 0), note };
}

/** Returns for each target what is unknown, in one line: `1 API server probed; how many there are is unknown: …`. */
export function apiServerNotes(targets: readonly TargetReport[]): readonly string[] {
  return targets.flatMap((target) => {
    const servers = apiServersOf(target);
    if (servers?.note === undefined) return [];
    const name = targets.length > 1 ? `${target.target.name}: ` : '';
    return [`${name}${probedText(servers)}; ${servers.note}`];
  });
}

/** The most different notes on a fleet. */
const mostNotes = 5;

/** The same for many targets, a line for each thing that is unknown: `12 targets (a, b and 10 more): how many there are is unknown: …`. */
export function fleetApiServerNotes(targets: readonly TargetReport[]): readonly string[] {
  const unknown = targets.flatMap((target) => {
    const note = apiServersOf(target)?.note;
    return note === undefined ? [] : [{ note, name: target.target.name }];
  });
  const lines = [...groupBy(unknown, ({ note }) => note)].map(([note, same]) => {
    const names = limitedList(
      same.map(({ name }) => name),
      mostAddresses,
      andMore,
    );
    return `${countText(same.length, 'target')} (${names.join(', ')}): ${note}`;
  });
  return limitedList(lines, mostNotes, (count) => `${andMore(count)} such lines: --output json has them`);
}

/** Returns how many there are in all targets: `3 of 3 API servers probed`. Undefined: the Kubernetes API was not asked for any. */
export function apiServersText(targets: readonly TargetReport[]): string | undefined {
  const all = targets.flatMap((target) => apiServersOf(target) ?? []);
  if (all.length === 0) return undefined;
  const known = all.flatMap(({ total }) => total ?? []);
  return probedText({
    probed: all.reduce((sum, { probed }) => sum + probed, 0),
    total: known.length < all.length ? undefined : known.reduce((sum, total) => sum + total, 0),
  });
}

function probedText({ probed, total }: Pick<ApiServers, 'probed' | 'total'>): string {
  return total === undefined
    ? `${countText(probed, 'API server')} probed`
    : `${probed} of ${countText(total, 'API server')} probed`;
}
