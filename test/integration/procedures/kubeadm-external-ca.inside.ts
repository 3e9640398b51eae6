import { renameSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { startControlPlane, threeNodes } from '../control-plane.js';
import { onlyKubernetes } from '../kubernetes.js';
import { firstNode } from './kubeadm-node.js';
import { printedProcedure } from './printed-procedure.js';
import { signServing } from './signed-by-node.js';
import { uncovered } from './uncovered.js';

t.setTimeout(900_000);
const kubernetes = onlyKubernetes();
const [host] = threeNodes.hosts;
const place = { hosts: [host], port: threeNodes.port, loadBalancer: undefined } as const;
const controlPlane = await startControlPlane(t, kubernetes, place);
const node = firstNode({ kubernetes, controlPlane, host, temporary: t });
const caKey = join(node.etc, 'ca.key');
renameSync(join(node.pki, 'ca.key'), caKey);

const names = ['10.220.70.56', 'under_score.example.com', 'fd00::56'];
const { lines } = await printedProcedure([node.address, ...names.flatMap((name) => ['--name', name])], {
  id: 'client-name-not-covered',
  distribution: 'external CA',
});

void t.test('makes one request, and changes nothing until the certificate is there', async (t) => {
  t.setTimeout(90_000);
  const served = await uncovered(node.address, names);
  const once = await node.paste(lines);
  t.equal(once.code, 0, once.stderr);
  t.match(once.stdout, 'NOT YET');
  const state = node.state();
  t.match((await node.paste(lines)).stdout, 'NOT YET');
  t.equal(node.state(), state);
  t.same(await uncovered(node.address, names), served);
});

void t.test('refuses a certificate that lacks a name', async (t) => {
  t.setTimeout(90_000);
  await sign('DNS:kubernetes,IP:10.225.4.51');
  const state = node.state();
  const { code, stderr } = await node.paste(lines);
  t.not(code, 0);
  t.match(stderr, /lacks: [^]*under_score\.example\.com[^]*Nothing was changed/);
  t.equal(node.state(), state);
});

void t.test('serves the one that has them all, also a name that kubeadm refuses', async (t) => {
  t.setTimeout(300_000);
  await sign(
    'DNS:k8ctl,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:under_score.example.com,IP:10.96.0.1,IP:10.225.4.51,IP:10.220.70.56,IP:fd00::56',
  );
  const { code, stdout, stderr } = await node.paste(lines);
  t.equal(code, 0, stdout + stderr);
  t.same(await uncovered(node.address, names), []);
  const state = node.state();
  t.equal((await node.paste(lines)).code, 0);
  t.equal(node.state(), state);
});

async function sign(sans: string): Promise<void> {
  const folder = join(node.root, 'apiserver-csr');
  const files = { key: join(folder, 'apiserver.key'), out: join(folder, 'apiserver.crt') };
  await signServing({ days: 90, sans, ca: node.pki, caKey, ...files });
}
