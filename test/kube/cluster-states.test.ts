import fc from 'fast-check';
import t from 'tap';
import type { ApiAnswer } from '../../src/kube/api-answer.js';
import { listClusterStates } from '../../src/kube/cluster-states.js';
import { accessTo } from './simulated-api.js';

const access = accessTo(6443);

/** An API that has these answers, by path without its query, and is forbidden otherwise. */
function answering(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const get = (path: string): Promise<ApiAnswer> => {
    asked.push(path);
    const [key = ''] = path.split('?');
    return Promise.resolve(
      key in answers
        ? { ok: true, json: answers[key], verifiedAs: 'api' }
        : { ok: false, failure: { kind: 'forbidden', message: 'status 403' } },
    );
  };
  return { access, get, asked };
}

const group = { '/apis/cluster.x-k8s.io': { preferredVersion: { version: 'v1beta2' } } };
const clusters = '/apis/cluster.x-k8s.io/v1beta2/clusters';

void t.test('paused and deleting', async (t) => {
  const items = [
    { metadata: { namespace: 'a', name: 'plain', annotations: null }, spec: { paused: false } },
    { metadata: { namespace: 'a', name: 'paused' }, spec: { paused: true } },
    { metadata: { namespace: 'b', name: 'annotated', annotations: { 'cluster.x-k8s.io/paused': '' } } },
    { metadata: { namespace: 'b', name: 'deleting', deletionTimestamp: '2026-11-27T00:00:00Z' } },
    { metadata: { name: 'no namespace' } },
  ];
  const api = answering({ ...group, [clusters]: { items } });
  t.same(await listClusterStates(api, [undefined]), {
    states: new Map([
      ['a/plain', { paused: false, deleting: false }],
      ['a/paused', { paused: true, deleting: false }],
      ['b/annotated', { paused: true, deleting: false }],
      ['b/deleting', { paused: false, deleting: true }],
    ]),
    lacking: [],
  });
  t.same(api.asked, ['/apis/cluster.x-k8s.io', `${clusters}?limit=40`]);
});

void t.test('one namespace is forbidden, the other counts', async (t) => {
  const own = { items: [{ metadata: { namespace: 'a', name: 'x' } }] };
  const api = answering({ ...group, '/apis/cluster.x-k8s.io/v1beta2/namespaces/a/clusters': own });
  t.same(await listClusterStates(api, ['a', 'b']), {
    states: new Map([['a/x', { paused: false, deleting: false }]]),
    lacking: ['status 403; needed: list on clusters (cluster.x-k8s.io) in namespace b'],
  });
  t.match(await listClusterStates(answering(group), [undefined]), {
    lacking: ['status 403; needed: list on clusters (cluster.x-k8s.io) in all namespaces'],
  });
});

void t.test('without Cluster API', async (t) => {
  const get = () => Promise.resolve({ ok: false, failure: { kind: 'not_found', message: 'status 404' } } as const);
  t.match(await listClusterStates({ access, get }, [undefined]), { lacking: ['it does not serve cluster.x-k8s.io'] });
  t.match(await listClusterStates(answering({}), [undefined]), {
    lacking: ['status 403; needed: get on the path /apis/cluster.x-k8s.io'],
  });
  const odd = answering({ '/apis/cluster.x-k8s.io': { preferredVersion: { version: '../../secrets' } } });
  t.match(await listClusterStates(odd, [undefined]), { lacking: [/does not say which version is preferred/] });
  t.equal(odd.asked.length, 1);
});

void t.test('any answer is read', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (json) => {
      await listClusterStates(answering({ '/apis/cluster.x-k8s.io': json }), [undefined]);
      await listClusterStates(answering({ ...group, [clusters]: { items: [json, { metadata: json }] } }), [undefined]);
    }),
  );
  t.pass();
});
