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
      { name: 'b', cluster: null, other: 5 },
      null,
    ],
    contexts: null,
    users: [{ name: 'a', user }],
  };
  t.same(v.parse(kubeconfigSchema, input), {
    preferences: {},
    'current-context': 'a',
    clusters: [{ name: 'a', cluster: { server: 'https://a', extensions: [] } }, { name: 'b', cluster: null }, null],
    contexts: null,
    users: [{ name: 'a', user }],
  });
  t.same(v.parse(kubeconfigSchema, {}), {});
  t.end();
});

void t.test('an issue says what was expected', (t) => {
  const expected = (input: unknown) => v.safeParse(kubeconfigSchema, input).issues?.map(({ message }) => message);
  t.same(expected([]), ['a mapping']);
  t.same(expected({ users: {} }), ['a list of at most 10000 entries']);
  t.same(expected({ users: [7, { user: [] }] }), ['a mapping', 'a mapping']);
  t.same(expected({ users: [{ user: { token: 7, tokenFile: true, as: [] } }] }), [
    'text (in quotes)',
    'text (in quotes)',
    'text',
  ]);
  t.same(expected({ clusters: [{ cluster: { 'insecure-skip-tls-verify': 'yes' } }] }), ['true or false']);
  t.same(expected({ users: [{ user: { 'client-key-data': 'AA', exec: { args: [5] } } }] }), [
    'base64, as `base64 -w0 FILE` prints it',
    'text (in quotes)',
  ]);
  t.same(expected({ users: [{ user: { 'client-key-data': [] } }] }), undefined, 'no bytes');
  t.end();
});
