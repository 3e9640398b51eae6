import t from 'tap';
import { configCheck } from '../../../src/cli/config/check.js';
import { filesReader } from '../../config/yaml-problems.js';
import { hashOfSecret, readerOf } from '../../web-config/web-config-files.js';
import { kubeconfigWith } from '../../fixtures/kubeconfig-with.js';

async function run(yaml: string | undefined, web?: string, files: Readonly<Record<string, string>> = {}) {
  const written = { stdout: '', stderr: '' };
  const code = await configCheck(
    {
      configFile: yaml === undefined ? undefined : '/a.yml',
      webConfigFile: web === undefined ? undefined : '/etc/web.yml',
    },
    {
      stdout: (text) => void (written.stdout += text),
      stderr: (text) => void (written.stderr += text),
      read: filesReader({ ...files, '/a.yml': yaml ?? '' }),
      readNow: readerOf({ 'web.yml': web ?? '' }),
    },
  );
  return { code, ...written };
}

void t.test('a valid file is summed up', async (t) => {
  t.same(await run('targets: [{name: a, addresses: [b]}]'), {
    code: 0,
    stdout: '/a.yml: 1 target, 1 address\n  a: each address of b\n',
    stderr: '',
  });
  t.same(
    await run(
      'targets: [{name: a, addresses: [10.0.0.1, 10.0.0.2], names: [d]}, {name: b, addresses: [10.0.0.1], names: [d]}]',
    ),
    {
      code: 0,
      stdout: '/a.yml: 2 targets, 3 addresses, 2 names\n',
      stderr: '',
    },
  );
});

void t.test('paths of files are counted if there are any', async (t) => {
  t.match(await run('kubeadm: true'), { stdout: '/a.yml: 0 targets, 3 paths\n' });
  t.match(await run('targets: [{name: a, addresses: [10.0.0.1], servingFile: c}]'), {
    stdout: / 1 address, 1 path\n$/,
  });
});

void t.test('one line for each problem', async (t) => {
  t.same(await run('targets: [{addresses: [b c]}]\nprob: {}'), {
    code: 1,
    stdout: '',
    stderr:
      '/a.yml:1:11: targets[0]: the key "name" is missing\n' +
      '/a.yml:1:24: targets[0].addresses[0]: found "b c", expected host, host:port, [IPv6]:port or https URL without path\n' +
      '/a.yml:2:1: prob: unknown key, did you mean probe?\n',
  });
});

void t.test('a web configuration, with or without a configuration', async (t) => {
  const good = 'targets: [{name: a, addresses: [10.0.0.1]}]';
  const web = `basic_auth_users: {alice: ${hashOfSecret}}\nrate_limit: {interval: 1s, burst: 2}`;
  t.same(await run(good, web), {
    code: 0,
    stdout: '/a.yml: 1 target, 1 address\n/etc/web.yml: plain HTTP, 1 user, 0 headers, a rate limit\n',
    stderr: '',
  });
  t.match(await run(undefined, 'tls_server_config: {cert_file: server.crt, key_file: server.key}'), {
    code: 0,
    stdout: '/etc/web.yml: TLS, 0 users, 0 headers\n',
  });
  t.match(
    await run(
      undefined,
      'tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: RequireAnyClientCert}',
    ),
    { stdout: '/etc/web.yml: TLS for clients with a certificate, 0 users, 0 headers\n' },
  );
  t.same(await run('targets: []\nfo: 1', 'foo: 1'), {
    code: 1,
    stdout: '',
    stderr:
      '/a.yml:2:1: fo: unknown key, expected one of targets, files, kubeadm, probe\n' +
      '/etc/web.yml:1:1: foo: unknown key, expected one of tls_server_config, http_server_config, basic_auth_users, rate_limit\n',
  });
});

void t.test('the kubeconfigs of targets are checked', async (t) => {
  const kubeconfig = (cluster: object, user: object = {}) =>
    kubeconfigWith({ server: 'https://10.0.0.1:6443', ...cluster }, user);
  const yaml = 'targets: [{name: a, kubeconfig: {file: a.conf}}, {name: b, kubeconfig: {file: a.conf}}]';
  const good = { 'proxy-url': 'socks5://proxy', 'disable-compression': true };
  t.same(await run(yaml, undefined, { '/a.conf': kubeconfig(good) }), {
    code: 0,
    stdout:
      '/a.yml: 2 targets\n' +
      '  a: https://10.0.0.1:6443, the server of /a.conf, context a\n' +
      '  b: https://10.0.0.1:6443, the server of /a.conf, context a\n',
    stderr: '',
  });
  const bad = kubeconfig({ 'proxy-url': 'ftp://user:secret@proxy' });
  t.same(await run(yaml, undefined, { '/a.conf': bad }), {
    code: 1,
    stdout: '',
    stderr: `/a.conf:1:${bad.indexOf('"ftp') + 1}: clusters[0].cluster.proxy-url: context "a": found "ftp://…@proxy", expected a URL of http, https or socks5, such as http://proxy.example.com:3128\n`,
  });
  for (const key of ['as', 'as-uid', 'username']) {
    const found = await run(yaml, undefined, { '/a.conf': kubeconfig({}, { [key]: 'x' }) });
    t.match(found, { code: 1, stderr: `users[0].user.${key}: context "a": user "a": ` }, key);
    t.equal(found.stderr.split('\n').length, 2, 'once');
  }
  for (const value of [
    { 'as-groups': ['x'] },
    { 'as-user-extra': { x: ['y'] } },
    { 'auth-provider': { name: 'gcp' } },
  ]) {
    t.match(await run(yaml, undefined, { '/a.conf': kubeconfig({}, value) }), { code: 1, stderr: /not supported/ });
  }
  t.match(await run(yaml), { code: 1, stderr: '/a.conf: ' }, 'it does not exist');
});
