import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import { manifestText } from '../fixtures/kubeadm-manifest.js';
import { checkJson } from './check-json.js';
import { startControlPlane, threeNodes } from './control-plane.js';
import { runExporter } from './exporter.js';
import { onlyKubernetes } from './kubernetes.js';
import { startLoadBalancer } from './load-balancer.js';
import { firstNode } from './procedures/kubeadm-node.js';
import { temporaryFolder } from './temporary-folder.js';

const { hosts, port, loadBalancer } = threeNodes;
const [first, second] = hosts;

t.setTimeout(570_000);
const kubernetes = onlyKubernetes();
const place = { hosts: [first, second], port, loadBalancer: undefined } as const;
const controlPlane = await startControlPlane(t, kubernetes, place);
const { etc, server } = firstNode({ kubernetes, controlPlane, host: first, temporary: t });
const balancer = `${loadBalancer}:${port}`;
const haproxy = await startLoadBalancer(balancer, controlPlane.servers, controlPlane.folder);
t.teardown(() => haproxy.end('SIGKILL'));

const manifest = join(etc, 'manifests', 'kube-apiserver.yaml');
const adminConf = join(etc, 'admin.conf');
const own = readFileSync(adminConf, 'utf8');
// kubeadm gives controllers the server of their own node.
writeFileSync(join(etc, 'controller-manager.conf'), own);
const throughBalancer = own.replace(`https://${server.address}`, `https://${balancer}`);

interface Checked {
  readonly state: string;
  readonly text: string;
  readonly severities: Readonly<Record<string, string>>;
  readonly code: number | null;
  readonly servingFiles: readonly { readonly address: string; readonly match: boolean }[];
}

/** Checks the folder of a node. */
async function check(folder = etc): Promise<Checked> {
  const { code, stdout } = await runExporter('check', '--kubeadm-dir', folder, '--output', 'json');
  const { findings } = checkJson(stdout);
  const more = JSON.parse(stdout) as Pick<Checked, 'servingFiles'> & {
    readonly kubeadm: { readonly apiserver: Checked };
  };
  const { state, text } = more.kubeadm.apiserver;
  const severities = Object.fromEntries(findings.map(({ id, severity }) => [id, severity]));
  return { state, text, severities, code, servingFiles: more.servingFiles };
}

const table = async (folder = etc): Promise<string> => (await runExporter('check', '--kubeadm-dir', folder)).stdout;

void t.test('a server that listens on the address of the node alone, and admin.conf names it too', async (t) => {
  t.match(await check(), { state: 'answers', servingFiles: [{ address: server.address, match: true }] });
  t.match(await table(), /│ apiserver +│.*│ yes +│/);
});

void t.test('a manifest that is moved away changes nothing while the server answers', async (t) => {
  renameSync(manifest, join(etc, 'moved.yaml'));
  t.match(await check(), { state: 'answers', servingFiles: [{ match: true }] });
  renameSync(join(etc, 'moved.yaml'), manifest);
});

void t.test('alive here, and the load balancer of admin.conf dead', async (t) => {
  writeFileSync(adminConf, throughBalancer.replace(`:${port}`, ':6444'));
  const { state, severities, servingFiles, code } = await check();
  t.match(
    { state, severities, servingFiles },
    {
      state: 'answers',
      severities: { 'probe-failing': 'unknown' },
      servingFiles: [{ address: server.address, match: true }],
    },
  );
  t.equal(severities['local-server-dead'], undefined);
  t.equal(code, 3);
  t.match((await table()).replace(/\s+/g, ' '), `The API server of this node answers at ${server.address}`);
  writeFileSync(adminConf, throughBalancer);
});

void t.test('dead here, and the load balancer alive', async (t) => {
  t.setTimeout(180_000);
  await server.kill();
  const dead = await check();
  t.match(dead, { state: 'dead', severities: { 'local-server-dead': 'critical' }, code: 2 });
  t.match(dead.text, `nothing listens at ${server.address}, though ${manifest} says so; ${balancer} answers`);
  t.match(await table(), /not seen: dead/);

  renameSync(manifest, join(etc, 'moved.yaml'));
  t.match(await check(), { state: 'stopped', severities: { 'local-server-dead': 'critical' }, code: 2 });
  renameSync(join(etc, 'moved.yaml'), manifest);

  writeFileSync(adminConf, own);
  t.match(await check(), { state: 'dead', severities: { 'local-server-dead': 'critical' }, code: 2 }, 'one target');
  writeFileSync(adminConf, throughBalancer);
});

void t.test('another program that has the port', async (t) => {
  const { identity } = await (
    await createAuthority({ commonName: 'kubernetes' })
  ).issue({ commonName: 'nginx', ipAddresses: [first] });
  const other = await startApiserver({ address: first, port, serving: identity });
  t.teardown(() => other.close());
  t.match(await check(), { state: 'other', severities: { 'local-server-dead': 'critical' }, code: 2 });
  t.match(await table(), /NO: another server/);
});

void t.test('a copy of the folder on another host', async (t) => {
  const copy = temporaryFolder(t);
  cpSync(join(etc, 'pki'), join(copy, 'pki'), { recursive: true });
  cpSync(join(etc, 'manifests'), join(copy, 'manifests'), { recursive: true });
  writeFileSync(join(copy, 'controller-manager.conf'), own);
  // The second address is of this host, but is another server's: nothing of it may be taken for the copy's.
  writeFileSync(join(copy, 'manifests', 'kube-apiserver.yaml'), manifestText(['--advertise-address=10.225.4.99']));
  const { state, severities, code, servingFiles } = await check(copy);
  t.same({ state, severities, code, servingFiles }, { state: 'elsewhere', severities: {}, code: 0, servingFiles: [] });
  t.match(await table(copy), /10\.225\.4\.99/);
});

void t.test('it runs again', async (t) => {
  t.setTimeout(300_000);
  await server.restart();
  t.match(await check(), { state: 'answers', servingFiles: [{ address: server.address, match: true }] });
});
