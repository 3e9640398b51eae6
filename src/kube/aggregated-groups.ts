import type { AggregatorTrust, ApiService, ServiceReference } from './api-services.js';

/** One server as the aggregator dials it, for all of its APIServices. */
export interface AggregatedGroup {
  readonly service: ServiceReference;
  readonly trust: AggregatorTrust;
  /** Their names, sorted. */
  readonly apiServices: readonly [string, ...string[]];
}

/**
 * Returns one group for each port of a service and what is trusted there, sorted by their first APIServices. The order of the list does not
 * matter.
 */
export function aggregatedGroups(apiServices: readonly ApiService[]): readonly AggregatedGroup[] {
  const groups = new Map<string, AggregatedGroup>();
  for (const { name, service, trust } of apiServices.toSorted(byName)) {
    const key = JSON.stringify([serviceKey(service), service.port, trust.kind, 'key' in trust ? trust.key : '']);
    const known = groups.get(key);
    groups.set(
      key,
      known ? { ...known, apiServices: [...known.apiServices, name] } : { service, trust, apiServices: [name] },
    );
  }
  return [...groups.values()];
}

/** Equal for ports of the same service. */
export function serviceKey({ namespace, name }: ServiceReference): string {
  return `${namespace}/${name}`;
}

/** By code units, which is the same everywhere. */
function byName(one: ApiService, other: ApiService): number {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}
