import fc from 'fast-check';
import t from 'tap';
import type { ApiAnswer } from '../../src/kube/api-answer.js';
import { listKubeconfigSecrets, readKubeconfigSecret, secretText } from '../../src/kube/kubeconfig-secrets.js';
import { accessTo } from './simulated-api.js';

const access = accessTo(6443);

/** An API that gives each request the same answer. */
function answering(json: unknown) {
  const asked: (string | undefined)[][] = [];
  const get = (path: string, accept?: string): Promise<ApiAnswer> => {
    asked.push([path, accept]);
    return Promise.resolve({ ok: true, json, verifiedAs: 'api' });
  };
  return { access, get, asked };
}

const failing = (failure: Extract<ApiAnswer, { ok: false }>['failure']) => ({
  access,
  get: () => Promise.resolve({ ok: false, failure } as const),
});

const item = (name: string, cluster?: string) => ({
  metadata: {
    namespace: 'fleet',
    name,
    uid: `uid of ${name}`,
    resourceVersion: '7',
    labels: cluster === undefined ? {} : { 'cluster.x-k8s.io/cluster-name': cluster },
  },
  data: { value: 'c2VjcmV0' },
});

void t.test('the request is for metadata only', async (t) => {
  const api = answering({ items: [] });
  await listKubeconfigSecrets(api, undefined);
  await listKubeconfigSecrets(api, 'fleet a');
  const accept = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';
  const query = 'labelSelector=cluster.x-k8s.io%2Fcluster-name&limit=250';
  t.same(api.asked, [
    [`/api/v1/secrets?${query}`, accept],
    [`/api/v1/namespaces/fleet%20a/secrets?${query}`, accept],
  ]);
});

void t.test('which Secrets hold kubeconfigs', async (t) => {
  const items = [
    item('a-kubeconfig', 'a'),
    item('a-ca', 'a'),
    item('a-user-kubeconfig', 'a'),
    item('b-kubeconfig', 'a'),
    item('c-kubeconfig'),
    item('kubeconfig', 'd'),
    { metadata: { name: 'e-kubeconfig', labels: {} } },
    null,
  ];
  const listed = await listKubeconfigSecrets(answering({ items }), undefined);
  t.same(listed, {
    ok: true,
    secrets: [{ namespace: 'fleet', cluster: 'a', uid: 'uid of a-kubeconfig', resourceVersion: '7' }],
    misnamed: ['fleet/b-kubeconfig', 'fleet/c-kubeconfig'],
    truncated: false,
  });
  t.notMatch(JSON.stringify(listed), 'c2VjcmV0');
});

void t.test('a right that is lacking is named', async (t) => {
  const forbidden = failing({ kind: 'forbidden', message: 'status 403' });
  t.match(await listKubeconfigSecrets(forbidden, undefined), {
    failure: { message: 'status 403; needed: list on secrets in all namespaces' },
  });
  t.match(await listKubeconfigSecrets(forbidden, 'fleet'), {
    failure: { needs: 'list on secrets in namespace fleet' },
  });
  t.same(await readKubeconfigSecret(forbidden, { namespace: 'fleet', cluster: 'a' }), {
    ok: false,
    kind: 'refused',
    message: 'status 403; needed: get on secrets in namespace fleet',
  });
});

const a = { namespace: 'fleet', cluster: 'a' };
const secret = (data?: unknown) => ({ kind: 'Secret', metadata: { resourceVersion: '8' }, data });

void t.test('what a Secret holds', async (t) => {
  const api = answering(secret({ value: Buffer.from('kind: Config').toString('base64') }));
  t.same(await readKubeconfigSecret(api, a), { ok: true, bytes: Buffer.from('kind: Config'), resourceVersion: '8' });
  t.same(api.asked, [['/api/v1/namespaces/fleet/secrets/a-kubeconfig', undefined]]);
  const lacks = `${secretText(a)} has no \`value\`, which would be the kubeconfig`;
  for (const data of [undefined, null, {}, { value: '' }, { values: 'YQ==' }])
    t.match(await readKubeconfigSecret(answering(secret(data)), a), { kind: 'unusable', message: lacks });
  for (const value of ['*s3cret*', 7, ['YQ=='], 'YQ='])
    t.match(await readKubeconfigSecret(answering(secret({ value })), a), {
      kind: 'unusable',
      message: 'Secret fleet/a-kubeconfig has a `value` that is not base64',
      resourceVersion: '8',
    });
  const gone = failing({ kind: 'not_found', message: 'status 404' });
  t.match(await readKubeconfigSecret(gone, a), { ok: false, kind: 'gone' });
  const slow = failing({ kind: 'timeout', message: 'no whole answer' });
  t.match(await readKubeconfigSecret(slow, a), { ok: false, kind: 'unanswered', message: 'no whole answer' });
});

void t.test('any answer is read', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (json) => {
      await listKubeconfigSecrets(answering(json), undefined);
      await listKubeconfigSecrets(answering({ items: [json, { metadata: json }] }), undefined);
      await readKubeconfigSecret(answering(json), a);
      await readKubeconfigSecret(answering({ metadata: json, data: json }), a);
    }),
  );
  t.pass();
});
