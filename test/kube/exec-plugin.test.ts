import t from 'tap';
import { readExecPlugin } from '../../src/kube/exec-plugin.js';
import type { ClusterFields, UserFields } from '../../src/kube/kubeconfig-schema.js';

const origin = (path: string) => ({ file: '/etc/k/a.conf', path });
const v1 = 'client.authentication.k8s.io/v1';
const whole = { command: 'aws', apiVersion: v1, interactiveMode: 'Never' };

const read = (exec: NonNullable<UserFields['exec']>, fields: ClusterFields = {}) =>
  readExecPlugin({ name: 'ada', file: '/etc/k/a.conf', fields: { exec }, origin }, exec, {
    name: 'c',
    file: '/etc/k/b.conf',
    fields,
    origin,
  });

void t.test('what is run', (t) => {
  t.same(read({ ...whole, args: ['eks', null, 'x y'], env: [{ name: 'A', value: null }], installHint: 'get it' }), {
    command: 'aws',
    args: ['eks', '', 'x y'],
    env: [{ name: 'A', value: '' }],
    apiVersion: v1,
    installHint: 'get it',
    cluster: undefined,
    origin: { file: '/etc/k/a.conf', path: 'exec' },
  });
  t.match(read({ ...whole, command: './bin/aws' }), { command: '/etc/k/bin/aws' });
  t.match(
    read({ command: 'aws', apiVersion: 'client.authentication.k8s.io/v1beta1' }),
    { command: 'aws' },
    'an old default',
  );
  t.end();
});

void t.test('what it is told of the cluster, if it wants to know', (t) => {
  const fields = {
    server: 'https://a/b',
    'tls-server-name': 'x',
    'certificate-authority': 'ca.crt',
    'insecure-skip-tls-verify': false,
    extensions: [
      null,
      { name: 'other', extension: 1 },
      { name: 'client.authentication.k8s.io/exec', extension: { a: 1 } },
    ],
  };
  t.match(read({ ...whole, provideClusterInfo: true }, fields), {
    cluster: { server: 'https://a/b', 'tls-server-name': 'x', config: { a: 1 } },
  });
  t.match(read({ ...whole, provideClusterInfo: true }), { cluster: { server: '', config: null } });
  t.match(read(whole, fields), { cluster: undefined });
  t.end();
});

void t.test('what cannot be run', (t) => {
  t.match(read({}), /has no command$/);
  t.match(
    read({ command: 'aws' }),
    /"aws" has the apiVersion nothing, expected .*v1 or .*v1beta1: make the kubeconfig again/,
  );
  t.match(read({ ...whole, apiVersion: 'client.authentication.k8s.io/v1alpha1' }), /v1alpha1", expected/);
  t.match(read({ command: 'aws', apiVersion: v1 }), /needs an interactiveMode/);
  t.match(read({ ...whole, interactiveMode: 'Sometimes' }), /needs an interactiveMode/);
  t.match(read({ ...whole, interactiveMode: 'Always' }), /asks questions on a terminal/);
  t.match(read({ ...whole, env: [{ value: 's3cret' }] }), /^(?!.*s3cret).*env entry without a name$/);
  t.end();
});
