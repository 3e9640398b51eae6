import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { ClusterAccess } from '../../src/kube/cluster-access.js';
import type { CredentialsResult } from '../../src/kube/credentials.js';
import { addExecLogin } from '../../src/kube/exec-credentials.js';
import type { ExecLogin } from '../../src/kube/exec-login.js';
import { createSecret } from '../../src/net/secret.js';
import { filesReader } from '../config/yaml-problems.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const client = await authority.issue({ commonName: 'ada', usage: 'client' });
const other = await authority.issue({ commonName: 'eve', usage: 'client' });

const origin = { file: '/k', path: 'users[0].user.exec' };
const exec = { command: 'x', args: [], env: [], apiVersion: '', installHint: '', cluster: undefined, origin };
const files: CredentialsResult = {
  ok: true,
  credentials: { ca: [authority.der], clientCertificate: undefined, token: undefined },
};
const token: ExecLogin = { ok: true, token: createSecret('t'), clientCertificate: undefined, expires: undefined };

const add = async (login: ExecLogin, change: Partial<ClusterAccess> = {}, credentials: CredentialsResult = files) => {
  const told: (string | undefined)[] = [];
  const read = filesReader({ '/ca': 'PEM of the CA' });
  const added = await addExecLogin(credentials, accessTo(1, { exec, ...change }), read, (_plugin, ca) => {
    told.push(ca && Buffer.from(ca).toString());
    return Promise.resolve(login);
  });
  return { added, told };
};

void t.test('the login of the plugin, beside the CA of the file', async (t) => {
  const { added, told } = await add(token);
  t.match(added, { ok: true, credentials: { ca: [authority.der], token: {} } });
  t.same(told, [undefined], 'the plugin does not want to know the CA');
  const clientCertificate = { certificate: client.pem, key: createSecret(client.key) };
  t.match((await add({ ...token, clientCertificate })).added, { ok: true, credentials: { clientCertificate } });
});

void t.test('the CA, for a plugin that wants to know it', async (t) => {
  const cluster = { ...exec, cluster: {} };
  const text = createSecret('inline');
  t.same((await add(token, { exec: cluster, ca: { kind: 'file', path: '/ca', origin } })).told, ['PEM of the CA']);
  t.same((await add(token, { exec: cluster, ca: { kind: 'file', path: '/no', origin } })).told, [undefined]);
  t.same((await add(token, { exec: cluster, ca: { kind: 'inline', text, origin } })).told, ['inline']);
  t.same((await add(token, { exec: cluster, ca: undefined })).told, [undefined]);
});

void t.test('no plugin, none that is run, and one that fails', async (t) => {
  const failed: CredentialsResult = { ok: false, ca: undefined, problems: [] };
  for (const change of [{ exec: undefined }, { insecure: true }]) t.same((await add(token, change)).told, []);
  t.equal((await add(token, {}, failed)).added, failed);
  const problem = { ...origin, message: 'no' };
  t.same((await add({ ok: false, problem })).added, { ok: false, ca: [authority.der], problems: [problem] });
  const mixed = { certificate: client.pem, key: createSecret(other.key) };
  t.match((await add({ ...token, clientCertificate: mixed })).added, {
    problems: [{ message: /do not belong together$/ }],
  });
});
