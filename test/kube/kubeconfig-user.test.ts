import t from 'tap';
import type { UserFields } from '../../src/kube/kubeconfig-schema.js';
import { type ExecPermission, readUser } from '../../src/kube/kubeconfig-user.js';

const forbidden = { allowed: false, cluster: undefined };

const read = (fields: UserFields, permission: ExecPermission = forbidden) => {
  const origin = (field: string) => ({ file: '/k', path: field });
  return readUser({ name: 'ada', file: '/etc/k', fields, origin }, 'context "x"', permission);
};

void t.test('a client certificate, a token, or nothing', (t) => {
  const nothing = { clientCertificate: undefined, token: undefined, exec: undefined, unsupported: [] };
  t.same(readUser(undefined, 'context "x"', forbidden), {
    clientCertificate: undefined,
    token: undefined,
    unsupported: [],
  });
  t.same(read({}), nothing);
  t.same(read({ 'client-key': 'a.key' }), nothing, 'a key alone is not a certificate');
  t.match(read({ 'client-certificate': 'a.crt', 'client-key-data': 'UEVN' }), {
    clientCertificate: { certificate: { kind: 'file', path: '/etc/a.crt' }, key: { kind: 'inline' } },
  });
  t.match(read({ token: 's3cret' }), { token: { kind: 'inline', origin: { path: 'token' } } });
  t.notMatch(JSON.stringify(read({ token: 's3cret' })), 's3cret');
  t.match(read({ token: 's3cret', tokenFile: 'token' }), { token: { kind: 'file', path: '/etc/token' } });
  t.end();
});

void t.test('unsupported ways to log in are reported, but not fatal', (t) => {
  const result = read({ 'auth-provider': {}, username: 'a', password: 's3cret', as: 'b', token: 't' });
  t.match(result, { token: { kind: 'inline' } });
  const unsupported = 'unsupported' in result ? result.unsupported : [];
  t.same(
    unsupported.map(({ path }) => path),
    ['auth-provider', 'username', 'password', 'as'],
  );
  t.equal(
    unsupported[0]?.message,
    'context "x": user "ada": auth-provider is not supported, and kubectl has dropped it too: use a token, a tokenFile or a client ' +
      "certificate, such as a service account's with the rights of deploy/kustomize",
  );
  t.notMatch(JSON.stringify(result), 's3cret');
  t.end();
});

void t.test('half a client certificate is a problem', (t) => {
  t.match(read({ 'client-certificate': 'a.crt' }), {
    problems: [
      {
        path: 'client-key',
        message:
          'context "x": user "ada": found a client-certificate alone, expected client-key or client-key-data as well',
      },
    ],
  });
  t.match(read({ 'client-certificate-data': '?', 'client-key-data': '?' }), {
    problems: [{ path: 'client-certificate-data' }, { path: 'client-key-data' }],
  });
  t.end();
});

void t.test('an exec plugin runs only where it is allowed and needed', (t) => {
  const exec = { command: 'aws', apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never' };
  const allowed = { allowed: true, cluster: undefined };
  t.match(read({ exec }, allowed), { exec: { command: 'aws', origin: { path: 'exec' } }, unsupported: { length: 0 } });
  t.match(read({ exec }), {
    exec: undefined,
    unsupported: [
      { path: 'exec', message: /the exec plugin "aws" is not run, since .* --allow-exec .* allowExec: true/ },
    ],
  });
  t.match(read({ exec: { ...exec, interactiveMode: 'Always' } }), {
    unsupported: [{ message: /interactiveMode: Always/ }],
  });
  const another = [{ token: 't' }, { tokenFile: 't' }, { 'client-certificate': 'a', 'client-key': 'a' }];
  for (const login of another)
    t.match(read({ exec, ...login }, allowed), { exec: undefined, unsupported: { length: 0 } });
  t.end();
});
