import t from 'tap';
import type { ApiAnswer } from '../../src/kube/api-answer.js';
import type { ApiFailureKind } from '../../src/kube/api-failure.js';
import { askService, backendsOf } from '../../src/kube/service-backends.js';
import { accessTo } from './simulated-api.js';

const reference = { namespace: 'kube-system', name: 'metrics-server', port: 443 };
const servicePath = '/api/v1/namespaces/kube-system/services/metrics-server';
const slicesPath = (version: string): string =>
  `/apis/discovery.k8s.io/${version}/namespaces/kube-system/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dmetrics-server&limit=5`;

const service = { spec: { type: 'ClusterIP', clusterIP: '10.96.0.7', ports: [{ name: 'https', port: 443 }] } };
const slices = (...endpoints: unknown[]) => ({ items: [{ endpoints, ports: [{ name: 'https', port: 10_250 }] }] });
const pod = { addresses: ['10.0.0.1'] };

/** JSON, or the kind of a failure. Paths that are not listed are not found. */
async function backends(answers: Readonly<Record<string, unknown>>) {
  const access = accessTo(6443);
  const get = (path: string): Promise<ApiAnswer> => {
    const answer = answers[path] ?? 'not_found';
    if (typeof answer !== 'string') return Promise.resolve({ ok: true, json: answer, verifiedAs: 'api' });
    return Promise.resolve({ ok: false, failure: { kind: answer as ApiFailureKind, message: `api: ${answer}` } });
  };
  return backendsOf(reference, await askService({ access, get }, reference), { access });
}

const nothing = (note: string | RegExp) => ({ ok: false, isKnown: true, note });

void t.test('the endpoints behind the port of the service', async (t) => {
  const found = { ok: true, endpoints: [{ ip: '10.0.0.1', port: 10_250 }], external: undefined, notes: [] };
  t.match(await backends({ [servicePath]: service, [slicesPath('v1')]: slices(pod) }), found);
  t.match(await backends({ [servicePath]: service, [slicesPath('v1beta1')]: slices(pod) }), found, 'before 1.21');
});

void t.test('nothing is there', async (t) => {
  const name = 'service kube-system/metrics-server';
  t.match(await backends({ [slicesPath('v1')]: slices() }), nothing(`${name} does not exist`));
  const both = (spec: object, ...endpoints: unknown[]) =>
    backends({ [servicePath]: { spec }, [slicesPath('v1')]: slices(...endpoints) });
  t.match(await both({ ports: [] }, pod), nothing(`${name} has no port 443`));
  t.match(await both(service.spec), nothing(`${name} has no endpoints`));
  const ending = { ...pod, conditions: { terminating: true } };
  t.match(
    await both(service.spec, { addresses: ['x'] }, ending),
    nothing(`${name} has no endpoints (without an IP, or without its port: 1, being ended: 1)`),
  );
});

void t.test('what is odd is said', async (t) => {
  const notes = async (spec: object, ...endpoints: unknown[]) => {
    const found = await backends({ [servicePath]: { spec }, [slicesPath('v1')]: slices(...endpoints) });
    return found.ok ? found.notes : found;
  };
  const headless = { ...service.spec, clusterIP: 'None' };
  t.match(await notes(headless, pod), [/is headless: kube-apiserver reaches it only with --enable-aggregator-routing/]);
  const starting = (at: number) => ({ addresses: [`fd00::${at}`], conditions: { ready: false } });
  t.same(await notes(service.spec, starting(1), { addresses: ['x'] }), [
    'not ready, so kube-apiserver sends nothing there: [fd00::1]:10250',
    'endpoints without an IP, or without the port of the service, were left out: 1',
  ]);
  t.match(await notes(service.spec, ...Array.from({ length: 7 }, (_, at) => starting(at + 1))), [
    /::5\]:10250 and 2 more$/,
  ]);
  const many = Array.from({ length: 5_000 }, (_, at) => ({ addresses: [`10.1.${at >> 8}.${at & 255}`] }));
  t.match(await notes(service.spec, ...many), [/^the list is too long: only \d+ endpoints are probed$/]);
});

void t.test('a DNS name outside of the cluster', async (t) => {
  const spec = { type: 'ExternalName', externalName: 'api.example.com' };
  t.match(await backends({ [servicePath]: { spec } }), {
    ok: true,
    endpoints: [],
    external: { text: 'api.example.com' },
    notes: [/ExternalName: api\.example\.com is probed/],
  });
});

void t.test('rights that are missing', async (t) => {
  t.match(await backends({ [servicePath]: 'forbidden', [slicesPath('v1')]: slices(pod) }), {
    ok: true,
    endpoints: [{ ip: '10.0.0.1' }],
    notes: [/was not read.*needed: get on services "metrics-server" in namespace kube-system$/],
  });
  const several = {
    items: [
      {
        endpoints: [pod],
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 2 },
        ],
      },
    ],
  };
  t.match(
    await backends({ [servicePath]: 'forbidden', [slicesPath('v1')]: several }),
    nothing(/has no endpoints \(without an IP, or without its port: 1\); .*needed: get on services/),
  );
  t.match(await backends({ [servicePath]: service, [slicesPath('v1')]: 'forbidden' }), {
    ok: false,
    isKnown: false,
    note: /needed: list on endpointslices \(discovery\.k8s\.io\) in namespace kube-system$/,
  });
  t.match(await backends({ [servicePath]: service, [slicesPath('v1')]: 'timeout' }), {
    ok: false,
    isKnown: false,
    note: 'api: timeout',
  });
});
