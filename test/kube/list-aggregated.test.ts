import t from 'tap';
import type { ApiAnswer } from '../../src/kube/api-answer.js';
import { listAggregated } from '../../src/kube/list-aggregated.js';
import { accessTo } from './simulated-api.js';

const access = accessTo(6443);

/** A cluster with these APIServices, in which every service has one endpoint. */
function cluster(apiServices: readonly unknown[]) {
  const asked: string[] = [];
  const get = (path: string): Promise<ApiAnswer> => {
    asked.push(path);
    const { pathname, searchParams } = new URL(path, 'https://api');
    const [from, limit] = [Number(searchParams.get('continue') ?? 0), Number(searchParams.get('limit'))];
    const next = from + limit < apiServices.length ? `${from + limit}` : '';
    const json = pathname.endsWith('/apiservices')
      ? { metadata: { continue: next }, items: apiServices.slice(from, from + limit) }
      : pathname.endsWith('/endpointslices')
        ? { items: [{ ports: [{ name: '', port: 443 }], endpoints: [{ addresses: ['10.0.0.1'] }] }] }
        : { spec: { ports: [{ port: 443 }] } };
    return Promise.resolve({ ok: true, json, verifiedAs: 'api' });
  };
  return { access, get, asked };
}

const remote = (name: string, service: string) => ({
  metadata: { name },
  spec: { service: { namespace: 'apis', name: service } },
});
const local = { metadata: { name: 'v1.apps' }, spec: {} };

void t.test('each server, and what is behind its service', async (t) => {
  const api = cluster([local, remote('v1.b', 'one'), remote('v1.a', 'one'), remote('v1.c', 'two'), 7]);
  t.match(await listAggregated(api), {
    ok: true,
    servers: [
      { apiServices: ['v1.a', 'v1.b'], service: { name: 'one' }, backends: { endpoints: [{ ip: '10.0.0.1' }] } },
      { apiServices: ['v1.c'], service: { name: 'two' } },
    ],
    local: 1,
    notes: ['APIServices that make no sense were left out: 1'],
  });
  t.equal(api.asked.length, 5, 'each service is asked for once');
});

void t.test('a thousand APIServices of three services', async (t) => {
  const api = cluster(Array.from({ length: 1_000 }, (_, at) => remote(`v1.g${at}`, `s${at % 3}`)));
  t.match(await listAggregated(api), { ok: true, servers: { length: 3 }, notes: [] });
  t.equal(api.asked.length, 10 + 2 * 3);
});

void t.test('the bounds are said', async (t) => {
  const many = cluster(Array.from({ length: 300 }, (_, at) => remote(`v1.g${at}`, `s${at}`)));
  const notes = ['only 256 of 300 aggregated API servers are probed'];
  t.match(await listAggregated(many), { ok: true, servers: { length: 256 }, notes });
  const more = cluster(Array.from({ length: 5_001 }, (_, at) => remote(`v1.g${at}`, 'one')));
  t.match(await listAggregated(more), {
    servers: { length: 1 },
    notes: ['there are more than 5000 APIServices: the rest was left out'],
  });
});

void t.test('the right that it needs first', async (t) => {
  const forbidden = { ok: false, failure: { kind: 'forbidden', message: 'status 403' } } as const;
  t.match(await listAggregated({ access, get: () => Promise.resolve(forbidden) }), {
    ok: false,
    failure: { message: 'status 403; needed: list on apiservices (apiregistration.k8s.io)' },
  });
});
