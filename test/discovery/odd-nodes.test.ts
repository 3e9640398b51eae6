import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { kubeconfigTarget } from '../../src/discovery/kubeconfig-target.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { answerJson, startSimulatedApi } from '../kube/simulated-api.js';
import { apiOptions, loginAt } from './api-options-fixture.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const { identity } = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
const slice = {
  metadata: { name: 'kubernetes' },
  ports: [{ name: 'https', port: 6443 }],
  endpoints: [{ addresses: ['10.0.0.1'] }],
};
const answer = answerJson({
  '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes':
    { items: [slice] },
  '/api/v1/namespaces/default/services/kubernetes': { spec: { clusterIP: '10.96.0.1' } },
});

/** Finds the target of an API server that gives this answer to the question for nodes; undefined: none at all. */
async function findWith(t: Test, nodes: { readonly status: number; readonly body: string } | undefined) {
  const api = await startSimulatedApi(t, identity, (request, response) => {
    if (!(request.url ?? '').startsWith('/api/v1/nodes')) {
      answer(request, response);
      return;
    }
    if (nodes !== undefined) response.writeHead(nodes.status).end(nodes.body);
  });
  const keys = { kubeconfig: { file: '/admin.conf' }, addresses: [], discovery: 'kubernetes', loopback: false };
  const config = await targetConfigWith({ ...keys, timeout: '2s' });
  const source = kubeconfigTarget(config, apiOptions(loginAt(api.port, authority)));
  const begun = performance.now();
  const { target, success, notes, instances } = await source.find();
  t.ok(performance.now() - begun < 2000, 'in time');
  return { addresses: target?.addresses.map(({ host }) => host.text), success, notes, instances };
}

const node = (name: string, address: string) => ({
  metadata: { name },
  status: { addresses: [{ type: 'InternalIP', address }] },
});
const list = (...items: readonly object[]) => ({ status: 200, body: JSON.stringify({ kind: 'NodeList', items }) });

void t.test('whatever becomes of the nodes, the list of API servers is used, without a note', async (t) => {
  const cases = [
    [undefined, 'nodes_unknown'],
    [{ status: 500, body: '' }, 'nodes_unknown'],
    [{ status: 200, body: '{"items":' }, 'nodes_unknown'],
    [{ status: 200, body: `[${' '.repeat(5_000_000)}]` }, 'nodes_unknown'],
    [list(...Array.from({ length: 257 }, (_, at) => node(`cp-${at}`, `10.0.1.${at}`))), 'nodes_unknown'],
    [{ status: 403, body: '' }, 'nodes_forbidden'],
    [list(), 'no_nodes'],
  ] as const;
  for (const [nodes, cannotTell] of cases) {
    const found = await findWith(t, nodes);
    t.match(found, { addresses: ['10.0.0.1'], success: true, instances: { listed: 1, cannotTell } });
    t.same(found.notes, [], cannotTell);
  }
  t.match(await findWith(t, list(node('cp-1', '10.0.0.1'), node('cp-2', '10.0.0.2'))), {
    notes: [],
    instances: { listed: 1, expected: { count: 2 }, missing: [{ name: 'cp-2', ips: ['10.0.0.2'] }] },
  });
});
