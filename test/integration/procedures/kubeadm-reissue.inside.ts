import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { startControlPlane, threeNodes } from '../control-plane.js';
import { onlyKubernetes } from '../kubernetes.js';
import { until } from '../until.js';
import { clusterConfiguration } from './cluster-configuration.js';
import { firstNode, furtherNode, secondHost } from './kubeadm-node.js';
import { troublesOf } from './kubeadm-troubles.js';
import { printedProcedure } from './printed-procedure.js';
import { sansInFile, signServing } from './signed-by-node.js';
import { uncovered } from './uncovered.js';

t.setTimeout(1500_000);
const kubernetes = onlyKubernetes();
const place = { hosts: [threeNodes.hosts[0]], port: threeNodes.port, loadBalancer: undefined } as const;
const controlPlane = await startControlPlane(t, kubernetes, place);
const settings = { kubernetes, controlPlane, temporary: t };
const first = firstNode({ ...settings, host: threeNodes.hosts[0] });
const second = furtherNode({ ...settings, host: secondHost });
t.teardown(() => second.server.kill());
await second.server.restart();

const names = ['10.220.70.56', 'api.example.com', 'fd00::56'];
const refused = 'under_score.example.com';
const asked = [...names, refused];
const cluster = clusterConfiguration(kubernetes, first);
const existing = { certSANs: ['*.old.example.com'], extraArgs: true };
await cluster.create(existing);
const reissue = await printedProcedure([first.address, ...asked.flatMap((name) => ['--name', name])], {
  id: 'client-name-not-covered',
  distribution: 'kubeadm',
});

for (const [what, { says, path, first: before, make }] of Object.entries(troublesOf(first, cluster))) {
  void t.test(`nothing changes with ${what}, also when it is pasted twice`, async (t) => {
    t.setTimeout(180_000);
    const undo = await make?.();
    const state = first.state();
    for (let i = 0; i < 2; i++) {
      const { code, stdout, stderr } = await first.paste(reissue.lines, before, path);
      t.not(code, 0, stdout);
      t.match(stderr, says);
      t.match(stderr, 'Nothing was changed');
      t.equal(first.state(), state);
    }
    await undo?.();
    t.same((await cluster.read()).certSANs, existing.certSANs);
    t.equal((await first.server.get('/readyz')).status, 200);
  });
}

void t.test('says which SAN kubeadm refuses, and issues the others', (t) => {
  t.match(reissue.advice.join('\n'), new RegExp(`refuses.*${refused}`));
  t.notMatch(reissue.lines.join('\n'), refused);
  t.end();
});

void t.test(
  'every other name is covered afterwards, on each node, and pasted twice changes nothing more',
  async (t) => {
    t.setTimeout(450_000);
    // An earlier attempt has moved the pair away, and made nothing.
    for (const file of ['apiserver.crt', 'apiserver.key']) renameSync(join(second.pki, file), join(second.etc, file));
    // The name that is missing is the controlPlaneEndpoint.
    const conf = join(first.etc, 'admin.conf');
    writeFileSync(
      conf,
      readFileSync(conf, 'utf8').replace(/server: .*/, `server: https://${names[0]}:${threeNodes.port}`),
    );
    const configs = [existing, { certSANs: 'an empty apiServer', extraArgs: false }] as const;
    for (const [i, node] of [first, second].entries()) {
      await cluster.create(configs[i] ?? existing);
      const once = await node.paste(reissue.lines);
      t.equal(once.code, 0, once.stdout + once.stderr);
      t.match(once.stdout, 'SERVED');
      const state = node.state();
      const config = await cluster.read();
      const twice = await node.paste(reissue.lines);
      t.equal(twice.code, 0, twice.stderr);
      t.equal(node.state(), state);
      t.same(await cluster.read(), config);
      t.same(config.certSANs, [...(i === 0 ? existing.certSANs : []), ...names].toSorted());
      t.equal(config.certificatesDir, '/etc/kubernetes/pki');
      t.equal(config.text.includes('Node,RBAC'), i === 0, 'the extraArgs');
      t.same(await uncovered(node.address, asked), [refused]);
      t.notMatch(await sansInFile(join(node.pki, 'apiserver.crt')), `DNS:${hostname()}`);
    }
  },
);

void t.test('the way back', async (t) => {
  t.setTimeout(450_000);
  for (let i = 0; i < 2; i++) {
    const { code, stdout, stderr } = await first.paste(reissue.back);
    t.equal(code, 0, stdout + stderr);
    t.same(await uncovered(first.address, asked), asked.toSorted());
  }
});

void t.test('a ConfigMap without apiServer gets one', async (t) => {
  t.setTimeout(180_000);
  await cluster.create({ certSANs: 'no apiServer', extraArgs: false });
  const { code, stdout, stderr } = await second.paste(reissue.lines);
  t.equal(code, 0, stdout + stderr);
  t.same((await cluster.read()).certSANs, names.toSorted());
});

void t.test('a certificate that has expired is renewed with the same SANs, once', async (t) => {
  t.setTimeout(450_000);
  const [out, key] = [join(second.pki, 'apiserver.crt'), join(second.pki, 'apiserver.key')];
  const sans = `DNS:kubernetes,DNS:${refused},IP:${secondHost}`;
  await signServing({ days: -1, sans, ca: second.pki, key, out });
  // It is ready for clients after the renewal only.
  const restarted = second.server.restart().catch(() => undefined);
  const renew = await until('the expired certificate is served', 90, () =>
    printedProcedure([second.address], { id: 'serving-certificate-expired', distribution: 'kubeadm' }),
  );
  const before = await sansInFile(out);
  const away = `${join(second.pki, 'ca.key')}.away`;
  renameSync(join(second.pki, 'ca.key'), away);
  const state = second.state();
  t.match((await second.paste(renew.lines)).stderr, /no .*ca\.key[^]*Nothing was changed/);
  t.equal(second.state(), state);
  renameSync(away, join(second.pki, 'ca.key'));

  const once = await second.paste(renew.lines);
  t.equal(once.code, 0, once.stdout + once.stderr);
  t.equal(await sansInFile(out), before);
  t.same(await uncovered(second.address, [refused]), []);
  await restarted;
  const renewed = second.state();
  t.equal((await second.paste(renew.lines)).code, 0);
  t.equal(second.state(), renewed);
});

void t.test('without manifest, ConfigMap and admin.conf, every name is covered as well', async (t) => {
  t.setTimeout(450_000);
  await cluster.remove();
  const [out, key] = [join(second.pki, 'apiserver.crt'), join(second.pki, 'apiserver.key')];
  await signServing({
    days: 30,
    sans: `DNS:kubernetes,DNS:other.example.org,IP:${secondHost}`,
    ca: second.pki,
    key,
    out,
  });
  for (const file of ['manifests/kube-apiserver.yaml', 'admin.conf'])
    renameSync(join(second.etc, file), join(second.etc, 'away'));
  const { code, stdout, stderr } = await second.paste(reissue.lines);
  t.equal(code, 0, stdout + stderr);
  t.match(stdout, /SERVED[^]*could not be read, and was not updated/);
  t.same(await uncovered(second.address, [...names, 'other.example.org']), []);
});
