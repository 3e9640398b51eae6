import { type AggregatedGroup, serviceKey } from '../kube/aggregated-groups.js';

/**
 * Returns the name of each server's target: `FLEET/SERVICE.NAMESPACE`. A service has several if not all of its APIServices have the same port and
 * caBundle: then the group of the first APIService has that name, and the others have that of their first APIService behind it. So no name depends
 * on which of them was there before.
 */
export function aggregatedNames(fleet: string, groups: readonly AggregatedGroup[]): readonly string[] {
  const seen = new Set<string>();
  return groups.map(({ service, apiServices: [first] }) => {
    const name = `${fleet}/${service.name}.${service.namespace}`;
    const isFirst = !seen.has(serviceKey(service));
    seen.add(serviceKey(service));
    return isFirst ? name : `${name}/${first}`;
  });
}
