import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { parseExposition, valueOf } from '../fixtures/exposition.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { checkJson } from './check-json.js';
import { runExporter, runExporterWith } from './exporter.js';
import { startWithEnvironment } from './proxies-exporter.js';
import {
  authority,
  login,
  needles,
  password,
  startApi,
  startEcho,
  startProxies,
  names,
  token,
  writeKubeconfig,
} from './proxies-scene.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(180_000);

void t.test('check and serve go through each kind of proxy, for discovery and for each instance', async (t) => {
  const folder = temporaryFolder(t);
  const api = await startApi(t);
  const proxies = await startProxies(t);
  const targets = [];
  for (const [scheme, { port, asked }] of Object.entries(proxies)) {
    const url = `${scheme}://${login}@127.0.0.1:${port}`;
    const file = writeKubeconfig(folder, scheme, api.port, url);
    for (const discover of ['--no-discover', '--discover']) {
      asked.length = 0;
      const { stdout } = await runExporter('check', '--kubeconfig', file, discover, '--output', 'json');
      const [{ endpoints, notes }] = checkJson(stdout).targets;
      const probed = ['api.invalid', ...(discover === '--discover' ? ['10.225.4.51'] : [])].map(
        (host) => `${host}:${api.port}`,
      );
      const expected = probed.map((address) => ({ address, failures: { length: 0 } }));
      t.match(endpoints, expected, `${scheme} ${discover} ${notes.join()}`);
      t.equal(endpoints.length, probed.length);
      for (const address of probed) t.ok(asked.includes(address), address);
    }
    const ca = { pem: authority.pem };
    targets.push(
      { name: `${scheme} server`, kubeconfig: { file } },
      { name: `${scheme} instances`, kubeconfig: { file }, discovery: 'kubernetes' },
      { name: `${scheme} address`, addresses: [`api.invalid:${api.port}`], proxy: url, ca },
    );
  }
  const environment = { name: 'environment', kubeconfig: { file: writeKubeconfig(folder, 'none', api.port) } };
  targets.push({ ...environment, proxy: 'environment' }, { ...environment, name: 'not configured' });
  const env = { HTTPS_PROXY: `http://${login}@127.0.0.1:${proxies.http.port}` };
  const { url, log } = await startWithEnvironment(t, folder, { targets, probe: { timeout: '5s' } }, env);
  const text = await (await fetch(`${url}/metrics`)).text();
  const samples = parseExposition(text);
  for (const { name } of targets) {
    const address = `${name.endsWith('instances') ? '10.225.4.51' : 'api.invalid'}:${api.port}`;
    const expected = name === 'not configured' ? 0 : 1;
    t.equal(valueOf(samples, 'apiserver_endpoint_up', { target: name, address }), expected, name);
    const body = await (await fetch(`${url}/probe?target=${encodeURIComponent(name)}&debug=true`)).text();
    for (const needle of needles) t.notOk(body.includes(needle), name);
  }
  const page = await (await fetch(url)).text();
  for (const needle of needles) t.notOk([text, page, log()].some((each) => each.includes(needle)));
});

void t.test('a login goes through a proxy to the verified server alone', async (t) => {
  const folder = temporaryFolder(t);
  const { http, socks5 } = await startProxies(t);
  const another = await (await createAuthority({ commonName: 'kubernetes' })).issue({ commonName: 'x', ...names });
  const [api, impostor] = [await startApi(t), await startApi(t, another.identity)];
  for (const [scheme, proxy] of Object.entries({ http, socks5 })) {
    for (const server of [api, impostor]) {
      const file = writeKubeconfig(folder, scheme, server.port, `${scheme}://${login}@127.0.0.1:${proxy.port}`);
      await runExporter('check', '--kubeconfig', file, '--discover');
      t.ok(proxy.asked.includes(`api.invalid:${server.port}`), scheme);
    }
  }
  t.ok(api.seen.some(({ path, headers }) => path === '/version' && headers.authorization === `Bearer ${token}`));
  t.same(new Set(impostor.seen.map(({ headers }) => headers.authorization)), new Set([undefined]));
  t.same(
    [...api.seen, ...impostor.seen].filter(({ headers }) => headers['proxy-authorization'] !== undefined),
    [],
    'the login at the proxy goes no further',
  );
});

void t.test('a proxy that fails has a reason, and its login is shown nowhere', async (t) => {
  const folder = temporaryFolder(t);
  const api = await startApi(t);
  const { http, socks5 } = await startProxies(t);
  const wrong = `user:${password}-wrong`;
  const proxies: Readonly<Record<string, readonly [url: string, reason: string]>> = {
    login: [`http://${wrong}@127.0.0.1:${http.port}`, 'proxy_refused'],
    'socks login': [`socks5://${wrong}@127.0.0.1:${socks5.port}`, 'proxy_refused'],
    forbidden: [`http://${login}@127.0.0.1:${await startEcho(t, '403')}`, 'proxy_refused'],
    'bad gateway': [`http://${login}@127.0.0.1:${await startEcho(t, '502')}`, 'proxy_refused'],
    garbage: [`http://${login}@127.0.0.1:${await startEcho(t, '\0')}`, 'proxy'],
    'no socks': [`socks5://${login}@127.0.0.1:${await startEcho(t, '200')}`, 'proxy'],
    'no tls': [`https://${login}@127.0.0.1:${await startEcho(t, '200')}`, 'proxy'],
    silent: [`http://${login}@127.0.0.1:${await startTcpServer(t, () => undefined)}`, 'proxy'],
    absent: [`http://${login}@127.0.0.1:1`, 'proxy'],
  };
  const targets = Object.entries(proxies).flatMap(([name, [url]]) => {
    const kubeconfig = { file: writeKubeconfig(folder, name, api.port, url) };
    const timeout = name === 'silent' ? '500ms' : '10s';
    return [
      { name, kubeconfig, timeout },
      { name: `${name} list`, kubeconfig, discovery: 'kubernetes', timeout },
      { name: `${name} address`, addresses: [`api.invalid:${api.port}`], proxy: url, timeout },
    ];
  });
  const { url, configFile, log } = await startWithEnvironment(t, folder, { targets }, {});
  const said: [what: string, text: string][] = [];
  const ask = async (path: string): Promise<string> => {
    const text = await (await fetch(`${url}${path}`)).text();
    said.push([path, text]);
    return text;
  };
  const samples = parseExposition(await ask('/metrics'));
  const address = `api.invalid:${api.port}`;
  for (const [name, [, reason]] of Object.entries(proxies)) {
    for (const target of [name, `${name} address`]) {
      const labels = { target, address, probe: 'serving', reason };
      t.equal(valueOf(samples, 'apiserver_endpoint_probe_failed', labels), 1, `${target}: ${reason}`);
    }
    t.match(
      await ask(`/probe?target=${encodeURIComponent(`${name} list`)}&debug=true`),
      /note: .*(?:proxy|no whole answer)/,
      `${name} list`,
    );
  }
  await ask('/');
  t.same(api.seen, [], 'nobody reached the server');

  const bad = join(folder, 'bad.yml');
  const ftp = `ftp://${login}@127.0.0.1`;
  const refused = [
    { name: 'a', addresses: ['b'], proxy: ftp },
    { name: 'c', addresses: ['d'], proxy: { url: ftp } },
  ];
  writeFileSync(bad, JSON.stringify({ targets: refused, probe: { proxy: `${login}@127.0.0.1` } }));
  for (const output of ['table', 'json']) {
    const { stdout, stderr, code } = await runExporter('check', '--config.file', configFile, '--output', output);
    t.equal(code, 3);
    said.push([`check ${output}`, stdout + stderr]);
  }
  for (const value of [`http://${wrong}@127.0.0.1:${http.port}`, ftp, `${login}@127.0.0.1:1`, `%zz${login}`]) {
    const file = writeKubeconfig(folder, 'environment', api.port);
    const { stdout, stderr } = await runExporterWith(
      { HTTPS_PROXY: value },
      'check',
      '--kubeconfig',
      file,
      '--discover',
    );
    said.push(['HTTPS_PROXY', stdout + stderr]);
  }
  const checked = await runExporter('config', 'check', '--config.file', bad);
  t.match(checked, { code: 1, stderr: /proxy: found "ftp:.*expected none, environment or a URL/ });
  said.push(['config check', checked.stdout + checked.stderr], ['log', log()]);
  for (const [what, text] of said) for (const needle of needles) t.notOk(text.includes(needle), what);
});
