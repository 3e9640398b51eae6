import t from 'tap';
import * as v from 'valibot';
import { kubeconfigSchema } from '../../src/kube/kubeconfig-schema.js';

void t.test('files that kubectl writes are accepted, and only known keys are kept', (t) => {
  const user = { 'client-key-data': 'AA==', 'as-user-extra': null, exec: null, token: '' };
  const input = {
    apiVersion: 'v1',
    kind: 'Config',
    preferences: {},
    'current-context': 'a',
    clusters: [
      { name: 'a', cluster: { server: 'https://a', extensions: [] } },
      { name: 'b', cluster: null },
    ],
    contexts: null,
    users: [{ name: 'a', user }],
  };
  t.same(v.parse(kubeconfigSchema, input), {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'a',
    clusters: [
      { name: 'a', cluster: { server: 'https://a' } },
      { name: 'b', cluster: null },
    ],
    contexts: null,
    users: [{ name: 'a', user: { 'client-key-data': 'AA==', exec: null, token: '' } }],
  });
  t.same(v.parse(kubeconfigSchema, {}), {});
  t.end();
});

void t.test('an issue says what was expected', (t) => {
  const expected = (input: unknown) => v.safeParse(kubeconfigSchema, input).issues?.map(({ message }) => message);
  t.same(expected([]), ['a mapping']);
  t.same(expected({ kind: 'Pod', apiVersion: 'v2' }), ['Config', 'v1']);
  t.same(expected({ users: {} }), ['a list of at most 10000 entries']);
  t.same(expected({ users: [7, { user: [] }] }), ['a mapping', 'a mapping']);
  t.same(expected({ users: [{ user: { token: 7, tokenFile: true, as: [] } }] }), [
    'text (in quotes)',
    'text (in quotes)',
    'text',
  ]);
  t.same(expected({ clusters: [{ cluster: { 'insecure-skip-tls-verify': 'yes' } }] }), ['true or false']);
  t.end();
});
