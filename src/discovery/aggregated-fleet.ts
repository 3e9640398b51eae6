import type { TargetConfig } from '../config/config.js';
import { listAggregated } from '../kube/list-aggregated.js';
import { createAggregatedMembers } from './aggregated-members.js';
import { apiOf, type ApiOptions } from './api-of.js';
import { createFleet, type FleetListing } from './create-fleet.js';
import type { TargetGroup } from './target-group.js';

/** A fleet of every aggregated API server of a cluster: those that its APIServices name. */
export function aggregatedFleet(config: TargetConfig, options: ApiOptions): TargetGroup {
  const { clock } = options;
  const membersOf = createAggregatedMembers(clock.monotonic);
  const list = async (): Promise<FleetListing> => {
    const api = await apiOf(config, options);
    if (!api.ok) return { ok: false, members: [], notes: [api.failure.message] };
    const listing = await listAggregated(api.client);
    if (!listing.ok) return { ok: false, members: [], notes: [listing.failure.message] };
    const members = membersOf(listing.servers, { config, proxyFor: api.proxyFor });
    const notes = members.length === 0 ? [noneNote(listing.local)] : [];
    return { ok: true, members, notes: [...notes, ...listing.notes] };
  };
  return createFleet({ config, clock, list });
}

function noneNote(local: number): string {
  return `no APIService names a service: kube-apiserver itself answers all ${local}`;
}
