import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { ApiAnswer } from '../../src/kube/api-answer.js';
import { type ApiClient, createApiClient } from '../../src/kube/api-client.js';
import type { ApiFailureKind } from '../../src/kube/api-failure.js';
import { discoverApiservers, nodesNote } from '../../src/kube/discover-apiservers.js';
import { createNodeLister } from '../../src/kube/list-nodes.js';
import { systemClock } from '../../src/net/clock.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { accessTo, answerJson, startSimulatedApi } from './simulated-api.js';

const query = 'namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';
const v1 = `/apis/discovery.k8s.io/v1/${query}`;
const v1beta1 = `/apis/discovery.k8s.io/v1beta1/${query}`;
const endpoints = '/api/v1/namespaces/default/endpoints/kubernetes';
const service = '/api/v1/namespaces/default/services/kubernetes';
const nodes = (role: string) => `/api/v1/nodes?labelSelector=node-role.kubernetes.io%2F${role}`;

const ports = [{ name: 'https', port: 6443 }];
const slices = (...addresses: string[]) => ({
  items: [{ metadata: { name: 'kubernetes' }, endpoints: [{ addresses }], ports }],
});
const subsets = [{ addresses: [{ ip: '10.0.0.3' }], ports }];
const cluster = { spec: { clusterIP: '10.96.0.1' } };
const node = { metadata: { name: 'cp-1' }, status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } };

/** A client with these answers: JSON, or the kind of a failure. Paths that are not listed are not found. */
function client(answers: Readonly<Record<string, unknown>>, verifiedAs: string | undefined = '127.0.0.1') {
  const asked: string[] = [];
  const get = (path: string): Promise<ApiAnswer> => {
    asked.push(path);
    const answer = answers[path] ?? 'not_found';
    return Promise.resolve(
      typeof answer === 'string'
        ? { ok: false, failure: { kind: answer as ApiFailureKind, message: `api: ${answer}` } }
        : { ok: true, json: answer, verifiedAs },
    );
  };
  return { access: accessTo(6443), get, asked } satisfies ApiClient & { asked: string[] };
}

/** Discovery of a cluster whose nodes nobody asks for. */
const discover = (api: ApiClient) => discoverApiservers(api, () => Promise.resolve({ ok: true, nodes: [] } as const));

const rule = 'list on endpointslices (discovery.k8s.io) in namespace default';

void t.test('v1, and the cluster IP', async (t) => {
  const api = client({ [v1]: slices('10.0.0.1', '10.0.0.2'), [service]: cluster });
  t.same(await discover(api), {
    ok: true,
    instances: [
      { ip: '10.0.0.1', port: 6443, ready: true, nodeName: undefined },
      { ip: '10.0.0.2', port: 6443, ready: true, nodeName: undefined },
    ],
    source: 'discovery.k8s.io/v1',
    clusterIps: ['10.96.0.1'],
    nodes: { ok: true, nodes: [] },
    notes: [],
  });
  t.same(api.asked.sort(), [service, v1], 'nothing else is asked');
});

void t.test('v1beta1 and then Endpoints are tried next', async (t) => {
  const old = client({ [v1beta1]: slices('10.0.0.2'), [service]: cluster });
  t.match(await discover(old), {
    source: 'discovery.k8s.io/v1beta1',
    instances: [{ ip: '10.0.0.2' }],
    notes: [],
  });
  const older = client({ [endpoints]: { kind: 'Endpoints', subsets }, [service]: cluster });
  t.match(await discover(older), { source: 'endpoints', instances: [{ ip: '10.0.0.3' }] });
  const empty = client({ [v1]: { items: [] }, [v1beta1]: 'forbidden', [endpoints]: { kind: 'Endpoints', subsets } });
  t.match(await discover(empty), { source: 'endpoints' });
});

void t.test('a list from Endpoints for want of a right names the right', async (t) => {
  const answers = { [endpoints]: { kind: 'Endpoints', subsets }, [service]: cluster };
  const notesOf = async (more: Readonly<Record<string, unknown>>) =>
    (await discover(client({ ...answers, ...more }))).notes;
  const note = `the list comes from core/v1 Endpoints, which are deprecated since Kubernetes 1.33; needed: ${rule}`;
  t.same(await notesOf({ [v1]: 'forbidden', [v1beta1]: 'forbidden' }), [note]);
  t.same(await notesOf({ [v1]: 'forbidden' }), [note]);
  t.same(await notesOf({}), [], 'not where there are no EndpointSlices');
  t.same(await notesOf({ [v1]: 'forbidden', [v1beta1]: slices('10.0.0.1') }), []);
});

void t.test('failures that end the discovery', async (t) => {
  const forbidden = client({ [v1]: 'forbidden', [v1beta1]: 'forbidden', [endpoints]: 'forbidden' });
  t.same(await discover(forbidden), {
    ok: false,
    failure: { kind: 'forbidden', message: `api: forbidden; needed: ${rule}`, needs: rule },
    notes: [],
  });
  const anonymous = { ...client({ [v1]: 'forbidden' }), access: accessTo(6443, { insecure: true }) };
  const nobody = { message: 'api: forbidden', needs: undefined };
  t.match(await discover(anonymous), { failure: nobody }, 'no right for anyone at all');
  t.match(await discover(client({ [v1]: 'forbidden' })), { failure: { kind: 'forbidden' } });
  t.match(await discover(client({})), { failure: { kind: 'not_found', message: 'api: not_found' } });
  for (const kind of ['timeout', 'unauthorized', 'untrusted'] as const) {
    const api = client({ [v1]: kind, [v1beta1]: slices('10.0.0.1') });
    t.match(await discover(api), { ok: false, failure: { kind, message: `api: ${kind}` } });
    t.notOk(api.asked.includes(v1beta1), 'nobody is asked three times in vain');
  }
  const none = { [v1]: { items: [] }, [v1beta1]: {}, [endpoints]: { kind: 'Endpoints' } };
  t.match(await discover(client(none)), {
    failure: { kind: 'malformed', message: 'endpoints: no instance behind service default/kubernetes' },
  });
  t.match(await discover(client({ ...none, [endpoints]: {} })), {
    failure: { message: 'endpoints: the answer is not a list of endpoints' },
  });
  const strange = { kind: 'Endpoints', subsets: [{ addresses: [{ ip: 'x' }, { ip: 'y' }], ports }] };
  t.match(await discover(client({ ...none, [endpoints]: strange })), {
    failure: { message: 'endpoints: no instance behind service default/kubernetes; entries without IP or port: 2' },
  });
});

void t.test('notes say what was left out', async (t) => {
  const notes = async (answers: Readonly<Record<string, unknown>>, verifiedAs?: string) => {
    const discovery = await discover(client({ [v1]: slices('10.0.0.1'), ...answers }, verifiedAs));
    return discovery.notes;
  };
  t.same(await notes({ [service]: 'forbidden' }), [
    'the cluster IP was left out: api: forbidden; needed: get on services "kubernetes" in namespace default',
  ]);
  t.same(await notes({ [service]: 'timeout' }), ['the cluster IP was left out: api: timeout']);
  t.same(await notes({ [service]: cluster, [v1]: slices('10.0.0.1', 'x') }), [
    'list entries without an IP or a port were left out: 1',
  ]);
  const many = Array.from({ length: 300 }, (_, at) => `10.0.${at >> 8}.${at & 255}`);
  t.same(await notes({ [service]: cluster, [v1]: slices(...many) }), [
    'the list is too long: only 256 instances are probed',
  ]);
  t.same(await notes({ [service]: cluster }, 'kubernetes.default.svc'), [
    'its certificate does not cover 127.0.0.1, so the API server was verified as kubernetes.default.svc',
  ]);
});

void t.test("the control plane's nodes, and what people read of them", async (t) => {
  const base = { [v1]: slices('10.0.0.1'), [service]: cluster };
  const discover = async (answer: unknown) => {
    const api = client({ ...base, [nodes('control-plane')]: answer, [nodes('master')]: { items: [] } });
    const discovery = await discoverApiservers(api, createNodeLister(systemClock, 5));
    if (!discovery.ok) throw new Error(discovery.failure.message);
    return { found: discovery.nodes, notes: discovery.notes, note: nodesNote(discovery.nodes, api) };
  };
  t.match(await discover({ items: [node] }), { found: { ok: true, nodes: [{ name: 'cp-1' }] }, notes: [], note: [] });
  t.match(await discover({ items: [] }), {
    found: { ok: true, nodes: [] },
    notes: [],
    note: ['no node says that it belongs to the control plane'],
  });
  t.match(await discover('forbidden'), {
    found: { ok: false, failure: { kind: 'forbidden' } },
    notes: [],
    note: ['the list of nodes was left out: api: forbidden; needed: list on nodes'],
  });
});

void t.test('over real connections', async (t) => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const serving = await authority.issue({ commonName: 'kube-apiserver', dnsNames: ['kubernetes.default.svc'] });
  const answers = answerJson({ [v1beta1]: slices('10.0.0.1'), [service]: cluster });
  const api = await startSimulatedApi(t, serving.identity, answers);
  const credentials = { ca: [authority.der], clientCertificate: undefined, token: undefined };
  const client = (insecure: boolean, timeout = 10) =>
    createApiClient({
      access: accessTo(api.port, { insecure }),
      credentials,
      ...{ timeout, clock: systemClock, userAgent: 'test', ...toKnownServers },
    });
  t.match(await discover(client(false)), {
    source: 'discovery.k8s.io/v1beta1',
    notes: ['its certificate does not cover 127.0.0.1, so the API server was verified as kubernetes.default.svc'],
  });
  t.match(await discover(client(true)), {
    notes: ['insecure-skip-tls-verify is set: the API server was not verified, and no credential was sent'],
  });
  t.match(await discover(client(false, 0)), { ok: false, failure: { kind: 'timeout' } });
});
