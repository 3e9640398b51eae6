import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { type ExpositionSample, valueOf } from '../fixtures/exposition.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { startDnsServer } from './dns-server.js';
import { startExporter } from './exporter.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(210_000);

const ip = '10.225.4.51';
const counts = [0, 1, 2, 3, 4, 5, 6, 7];

/** Names of proxies, of API servers and of addresses, as many as libuv has threads for lookups. */
const slow = ['proxy', 'api', 'address'].flatMap((kind) => counts.map((at) => `${kind}-${at}.slow.test`));
const zone = { 'quick.test': [ip], ...Object.fromEntries(slow.map((name) => [name, [ip]])) };
await startDnsServer(t, zone, (name) => (name.endsWith('.slow.test') ? 20_000 : 0));

const authority = await createAuthority({ commonName: 'kubernetes' });
const { identity } = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['quick.test'],
  ipAddresses: [ip],
});
const loopback = (await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - 60 })).identity;
const server = await startApiserver({ serving: identity, loopback, address: ip });
const { port } = server;
t.teardown(() => server.close());

const folder = temporaryFolder(t);
const kubeconfig = (host: string): object => {
  const file = join(folder, `${host}.conf`);
  const ca = { 'certificate-authority-data': Buffer.from(authority.pem).toString('base64') };
  writeFileSync(file, kubeconfigWith({ server: `https://${host}:${port}`, ...ca }, { token: 'secret' }));
  return { file };
};
const healthy = [
  ...counts.map((at) => ({ name: `healthy-${at}`, addresses: [`${ip}:${port}`] })),
  { name: 'named', addresses: [`quick.test:${port}`] },
];
const hanging = counts.flatMap((at) => [
  { name: `proxy-${at}`, addresses: [`${ip}:${port}`], proxy: `http://proxy-${at}.slow.test:${port}` },
  { name: `api-${at}`, kubeconfig: kubeconfig(`api-${at}.slow.test`), discovery: 'kubernetes' },
  { name: `address-${at}`, addresses: [`address-${at}.slow.test:${port}`] },
]);
const configFile = join(folder, 'exporter.yml');
const configure = (targets: readonly object[]): void =>
  writeFileSync(configFile, JSON.stringify({ targets, probe: { timeout: '1s' } }));

function down(samples: readonly ExpositionSample[]): readonly string[] {
  const address = `${ip}:${port}`;
  const isUp = (target: string): boolean => valueOf(samples, 'apiserver_endpoint_up', { target, address }) === 1;
  return healthy.map(({ name }) => name).filter((target) => !isUp(target));
}

void t.test('what needs no slow name is in each scrape', async (t) => {
  configure(healthy);
  const args = ['serve', '--config.file', configFile, '--web.listen-address', '127.0.0.1:0', '--web.enable-lifecycle'];
  const { scrape, url } = await startExporter(t, folder, { args });
  t.same(down(await scrape()), [], 'before');
  configure([...healthy, ...hanging]);
  t.equal((await fetch(`${url}/-/reload`, { method: 'POST' })).status, 200);
  for (let at = 0; at < 6; at++) {
    const begun = performance.now();
    t.same(down(await scrape()), [], `scrape ${at}`);
    t.comment(`${Math.round(performance.now() - begun)} ms`);
    const asked = performance.now();
    t.equal((await fetch(`${url}/-/healthy`)).status, 200);
    t.ok(performance.now() - asked < 1000, 'health answers');
  }
});
