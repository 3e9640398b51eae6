import t from 'tap';
import { type KnownNodes, nodesAfter } from '../../src/discovery/known-nodes.js';
import type { ApiFailureKind } from '../../src/kube/api-failure.js';
import type { NodeListing } from '../../src/kube/list-nodes.js';

const cp1 = { name: 'cp-1', addresses: [] };
const nothing: KnownNodes = { known: false, because: 'nodes_unknown' };
const known: KnownNodes = { known: true, nodes: [cp1] };
const failed = (kind: ApiFailureKind): NodeListing => ({ ok: false, failure: { kind, message: kind } });

void t.test('what is known of nodes after another listing', (t) => {
  t.same(nodesAfter({ ok: true, nodes: [cp1] }, nothing), known);
  t.same(nodesAfter({ ok: true, nodes: [] }, known), { known: false, because: 'no_nodes' });
  t.same(nodesAfter(failed('forbidden'), known), { known: false, because: 'nodes_forbidden' }, 'the right is gone');
  t.same(nodesAfter(failed('not_found'), known), { known: false, because: 'no_nodes' });
  for (const kind of ['timeout', 'status', 'unauthorized', 'malformed'] as const) {
    t.same(nodesAfter(failed(kind), known), known, 'the last nodes stay');
    t.same(nodesAfter(failed(kind), nothing), nothing);
  }
  t.end();
});
