import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { valueOf } from '../fixtures/exposition.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { checkJson } from './check-json.js';
import { startDnsServer } from './dns-server.js';
import { runExporter, serveExporter } from './exporter.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(180_000);

await startDnsServer(t, {
  'rebinding.test': ['127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'zero.test': ['0.0.0.0'],
  'mixed.test': ['10.225.4.51', '127.0.0.1'],
});

const authority = await createAuthority({ commonName: 'kubernetes' });
const dnsNames = [
  'localhost',
  'a.localhost',
  'hosts.test',
  'rebinding.test',
  'metadata.test',
  'zero.test',
  'mixed.test',
];
const { identity } = await authority.issue({ commonName: 'kube-apiserver', dnsNames, ipAddresses: ['127.0.0.1'] });
const loopback = (await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - 60 })).identity;
const here = await startApiserver({ serving: identity, loopback });
const { port } = here;
const ordinary = await startApiserver({ serving: identity, loopback, address: '10.225.4.51', port });
t.teardown(() => Promise.all([here.close(), ordinary.close()]));

/** The connections to the metadata service. */
let stolen = 0;
const metadata = createServer((socket) => {
  stolen += 1;
  socket.on('error', () => undefined).end();
}).listen(port, '169.254.169.254');
await once(metadata, 'listening');
t.teardown(() => metadata.close());

const connections = (): number => here.seen.connections + stolen;

void t.test('check dials nothing, and says why', async (t) => {
  for (const [name, ip] of [
    ['rebinding.test', '127.0.0.1'],
    ['metadata.test', '169.254.169.254'],
    ['zero.test', '0.0.0.0'],
  ] as const) {
    const { stdout, code } = await runExporter('check', `${name}:${port}`, '--output', 'json');
    t.match(checkJson(stdout).targets, [
      {
        notes: [new RegExp(`the DNS name ${name} leads to ${ip} \\(.*\\), which was not dialled`)],
        endpoints: [{ address: `${name}:${port}`, failures: [{ reason: 'not_allowed' }] }],
      },
    ]);
    t.equal(code, 3, name);
  }
  t.equal(connections(), 0);
  const text = await runExporter('check', `rebinding.test:${port}`);
  t.match(text.stdout, /was not dialled/);
  t.match(text.stdout.replaceAll(/\s+/g, ' '), /write the IP itself/);
});

void t.test('what the user and this host say goes on to work', async (t) => {
  for (const name of ['127.0.0.1', 'localhost', 'hosts.test']) {
    const { stdout } = await runExporter('check', `${name}:${port}`, '--output', 'json');
    t.match(checkJson(stdout).targets, [{ endpoints: [{ address: `127.0.0.1:${port}`, failures: [] }] }], name);
  }
});

void t.test('serve counts, and neither kubeconfig nor proxy leads there', async (t) => {
  const folder = temporaryFolder(t);
  const kubeconfig = (name: string, server: string) => {
    const file = join(folder, name);
    const ca = { 'certificate-authority-data': Buffer.from(authority.pem).toString('base64') };
    writeFileSync(file, kubeconfigWith({ server, ...ca }, { token: 'secret' }));
    return { file };
  };
  const before = connections();
  const server = `https://rebinding.test:${port}`;
  const targets = [
    { name: 'address', addresses: [`metadata.test:${port}`] },
    { name: 'mixed', addresses: [`mixed.test:${port}`] },
    { name: 'kubeconfig', kubeconfig: kubeconfig('server', server) },
    { name: 'discovery', kubeconfig: kubeconfig('list', server), discovery: 'kubernetes' },
    { name: 'proxy', addresses: [`10.225.4.51:${port}`], proxy: `http://rebinding.test:${port}` },
  ];
  const { scrape, url } = await serveExporter(t, folder, { targets });
  const refusals = 'apiserver_cert_exporter_refused_addresses_total';
  const samples = await scrape();
  t.equal(connections(), before, 'nothing was dialled');
  t.equal(valueOf(samples, 'apiserver_endpoint_up', { target: 'mixed', address: `10.225.4.51:${port}` }), 1);
  for (const target of ['address', 'kubeconfig', 'discovery'])
    t.equal(valueOf(samples, 'apiserver_target_discovery_success', { target }), 0, target);
  const failed = { probe: 'serving', reason: 'not_allowed', target: 'proxy' };
  t.equal(valueOf(samples, 'apiserver_endpoint_probe_failed', failed), 1);
  t.match(
    { dns: valueOf(samples, refusals, { source: 'dns' }), proxy: valueOf(samples, refusals, { source: 'proxy' }) },
    { dns: 4, proxy: 1 },
  );
  t.equal(valueOf(samples, refusals, { source: 'api' }), 0, 'from the start');
  const page = await (await fetch(url)).text();
  t.match(page, /rebinding\.test leads to 127\.0\.0\.1/);
  t.match(page, /metadata\.test leads to 169\.254\.169\.254 \(a metadata service\)/);
});

void t.test('discoveryAllow', async (t) => {
  const folder = temporaryFolder(t);
  const targets = [
    {
      name: 'prod',
      addresses: [`rebinding.test:${port}`],
      ca: { pem: authority.pem },
      discoveryAllow: ['127.0.0.0/8'],
    },
  ];
  const { scrape } = await serveExporter(t, folder, { targets });
  const samples = await scrape();
  t.equal(valueOf(samples, 'apiserver_endpoint_up', { target: 'prod', address: `127.0.0.1:${port}` }), 1);
  t.equal(valueOf(samples, 'apiserver_target_discovery_success', { target: 'prod' }), 1);
});
