import type { ControlPlaneNode } from '../kube/api-objects.js';
import type { NodeListing } from '../kube/list-nodes.js';
import type { CannotTell } from './instance-count.js';

/** What is known of the control plane's nodes. */
export type KnownNodes =
  | {
      readonly known: true;
      /** At least one. */
      readonly nodes: readonly ControlPlaneNode[];
    }
  | { readonly known: false; readonly because: CannotTell };

/**
 * Returns what is known after another listing. While the API does not answer, the last nodes stay, as the last list of instances does. Where
 * the login may no longer list nodes, or no node has the role, nothing is known: old nodes would keep a dead server for ever.
 */
export function nodesAfter(listing: NodeListing, before: KnownNodes): KnownNodes {
  if (listing.ok) {
    return listing.nodes.length > 0 ? { known: true, nodes: listing.nodes } : { known: false, because: 'no_nodes' };
  }
  const { kind } = listing.failure;
  if (kind === 'forbidden') return { known: false, because: 'nodes_forbidden' };
  if (kind === 'not_found') return { known: false, because: 'no_nodes' };
  return before.known ? before : { known: false, because: 'nodes_unknown' };
}
