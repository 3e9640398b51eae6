import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import { type ProxyOptions, startConnectProxy } from '../fixtures/proxy.js';
import { startSocksProxy } from '../fixtures/socks-proxy.js';
import { checkJson } from './check-json.js';
import { runExporterWith } from './exporter.js';
import { skippedWithout } from './requires.js';
import { run } from './run.js';
import { temporaryFolder } from './temporary-folder.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';

t.setTimeout(360_000);

const authority = await createAuthority({ commonName: 'kubernetes' });
const another = await createAuthority({ commonName: 'another' });
const names = { dnsNames: ['api.invalid', 'localhost'], ipAddresses: ['0.0.0.0', '127.0.0.1'] };
const serving = await authority.issue({ commonName: 'kube-apiserver', ...names });
const foreign = await another.issue({ commonName: 'proxy', ...names });

interface Case {
  /** Of the API server: a name that only the proxy knows, when left out. 0.0.0.0 is this host, and no loopback address. */
  readonly host?: string;
  readonly scheme?: 'http' | 'https' | 'socks5' | 'socks5h' | 'ftp';
  readonly proxy?: ProxyOptions;
  /** Where the proxy is named; URL stands for it. HTTPS_PROXY when left out. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further keys of the kubeconfig's cluster. */
  readonly cluster?: Readonly<Record<string, unknown>>;
  /** How both reach the server. */
  readonly reached: 'through the proxy' | 'directly' | 'not at all';
}

const proxied = { reached: 'through the proxy' } as const;
const never = { reached: 'not at all' } as const;
const login = 'user:secret';
const token = 'one-token';

const cases: Readonly<Record<string, Case>> = {
  HTTPS_PROXY: proxied,
  https_proxy: { env: { https_proxy: 'URL' }, ...proxied },
  'upper case first': { env: { HTTPS_PROXY: 'URL', https_proxy: 'http://127.0.0.1:1' }, ...proxied },
  'no scheme': { env: { HTTPS_PROXY: 'HOSTPORT' }, ...proxied },
  'ALL_PROXY and HTTP_PROXY': { host: '0.0.0.0', env: { ALL_PROXY: 'URL', HTTP_PROXY: 'URL' }, reached: 'directly' },
  'a login': { proxy: { login }, ...proxied },
  'a wrong login': { proxy: { login: 'user:another' }, ...never },
  socks5: { scheme: 'socks5', ...proxied },
  'socks5 with a login': { scheme: 'socks5', proxy: { login }, ...proxied },
  'socks5 with a wrong login': { scheme: 'socks5', proxy: { login: 'user:another' }, ...never },
  socks5h: { scheme: 'socks5h', ...proxied },
  https: { scheme: 'https', proxy: { identity: serving.identity, login }, ...proxied },
  'https, of a CA that is not the one of the kubeconfig': {
    scheme: 'https',
    proxy: { identity: foreign.identity, login },
    ...never,
  },
  'https, with tls-server-name, which the proxy has to have as well': {
    scheme: 'https',
    proxy: { identity: serving.identity },
    cluster: { 'tls-server-name': 'localhost' },
    ...proxied,
  },
  'another scheme': { scheme: 'ftp', ...proxied },
  loopback: { host: '127.0.0.1', reached: 'directly' },
  localhost: { host: 'localhost', reached: 'directly' },
  'an IP': { host: '0.0.0.0', ...proxied },
  'an IP of NO_PROXY': { host: '0.0.0.0', env: { HTTPS_PROXY: 'URL', NO_PROXY: '0.0.0.0' }, reached: 'directly' },
  'a network of NO_PROXY': { host: '0.0.0.0', env: { HTTPS_PROXY: 'URL', NO_PROXY: '0.0.0.0/8' }, reached: 'directly' },
  'another port of NO_PROXY': { host: '0.0.0.0', env: { HTTPS_PROXY: 'URL', NO_PROXY: '0.0.0.0:1' }, ...proxied },
  'no_proxy: *': { host: '0.0.0.0', env: { HTTPS_PROXY: 'URL', no_proxy: 'a, *' }, reached: 'directly' },
  'a name of NO_PROXY': { env: { HTTPS_PROXY: 'URL', NO_PROXY: 'api.invalid' }, ...never },
  'a domain of NO_PROXY': { env: { HTTPS_PROXY: 'URL', NO_PROXY: '.invalid' }, ...never },
  'another name of NO_PROXY': { env: { HTTPS_PROXY: 'URL', NO_PROXY: 'other.invalid,.api.invalid' }, ...proxied },
  'proxy-url': {
    cluster: { 'proxy-url': 'URL' },
    env: { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '*' },
    ...proxied,
  },
  'proxy-url, even for loopback': { host: '127.0.0.1', cluster: { 'proxy-url': 'URL' }, env: {}, ...proxied },
  'an empty proxy-url': { cluster: { 'proxy-url': '' }, ...proxied },
  'proxy-url without scheme': { cluster: { 'proxy-url': 'HOSTPORT' }, ...never },
  'proxy-url of another scheme': { scheme: 'socks5h', cluster: { 'proxy-url': 'URL' }, ...never },
  'a dead proxy': { env: { HTTPS_PROXY: 'http://127.0.0.1:1' }, ...never },
};

/** Starts server and proxy, and fills in where they are. */
async function setUp(t: Test, { host = 'api.invalid', scheme = 'http', proxy = {}, ...rest }: Case) {
  const server = await startApiserver({ serving: serving.identity, http: { token } });
  t.teardown(() => server.close());
  const options = { ...proxy, hosts: { 'api.invalid': '127.0.0.1' } };
  const { port, asked } = await (scheme.startsWith('socks') ? startSocksProxy : startConnectProxy)(t, options);
  const at = `127.0.0.1:${port}`;
  const fill = (text: string): string => text.replace('HOSTPORT', at).replace('URL', `${scheme}://${login}@${at}`);
  const filled = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fill(String(value))]));
  const cluster = {
    server: `https://${host}:${server.port}`,
    'certificate-authority-data': Buffer.from(authority.pem).toString('base64'),
    ...filled(rest.cluster ?? {}),
  };
  return { asked, server, cluster, env: filled(rest.env ?? { HTTPS_PROXY: 'URL' }) };
}

void t.test('kubectl and check go the same way', skippedWithout('kubectl'), async (t) => {
  t.setTimeout(330_000);
  const home = temporaryFolder(t);
  for (const [title, each] of Object.entries(cases)) {
    await t.test(title, async (t) => {
      const { asked, server, cluster, env } = await setUp(t, each);
      const kubeconfig = join(home, `${title.replaceAll('/', ' ')}.conf`);
      // Without a login, kubectl would ask for a user name.
      writeFileSync(kubeconfig, kubeconfigWith(cluster, { token }));
      const way = (succeeded: boolean): string =>
        !succeeded ? 'not at all' : asked.length > 0 ? 'through the proxy' : 'directly';

      const args = ['--kubeconfig', kubeconfig, '--request-timeout', '5s', 'get', '--raw', '/version'];
      const kubectl = await run([process.env['KUBECTL'] ?? 'kubectl', ...args], '', { HOME: home, ...env });
      t.equal(way(kubectl.code === 0), each.reached, `kubectl: ${kubectl.stderr.trim()}`);
      const begun = asked.splice(0).length;

      const ours = await runExporterWith(
        env,
        'check',
        '--kubeconfig',
        kubeconfig,
        '--output',
        'json',
        '--timeout',
        '5',
      );
      t.notMatch(ours.stdout + ours.stderr, /secret|c2VjcmV0|user:/);
      const endpoint = ours.stdout === '' ? undefined : checkJson(ours.stdout).targets[0].endpoints[0];
      t.equal(way(endpoint?.failures.length === 0), each.reached, ours.stderr || JSON.stringify(endpoint?.failures));
      t.equal(asked.length > 0, begun > 0, 'the proxy is asked by both, or by none');
      t.equal(server.seen.connectionErrors, 0);
    });
  }
});
