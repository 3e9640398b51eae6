import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { checkJson } from './check-json.js';
import { nodeAddresses as addresses, threeNodes } from './control-plane.js';
import type { DiscoveryScene } from './discovery-scene.js';
import { runExporter, runExporterWith } from './exporter.js';
import type { Outcome } from './run.js';

const { hosts, loadBalancer, port } = threeNodes;

/** Shows that `check` uses the same server as kubectl, with and without arguments, and finds the others unless it must not. */
export async function discoveryCheck(t: Test, scene: DiscoveryScene): Promise<void> {
  const { folder, kubeconfig, kubeconfigs, others, newFolder } = scene;
  await t.test('--no-discover: the server that the kubeconfig names', async (t) => {
    const args = ['--kubeconfig', kubeconfig, '--no-discover', '--output', 'json'];
    const { code, stderr, stdout } = await runExporter('check', ...args);
    const { targets } = checkJson(stdout);
    t.same({ code, stderr }, { code: 0, stderr: '' });
    t.match(targets, [
      {
        discovered: true,
        notes: [],
        apiServers: null,
        endpoints: [
          {
            address: addresses[0],
            up: true,
            trust: { state: 'trusted' },
            loopback: { state: 'found' },
            names: [{ name: hosts[0], role: 'client', covered: true }],
            http: { gitVersion: /^v1\.\d+\./, startedAt: /^\d{4}-/ },
          },
        ],
      },
    ]);
    t.equal(targets[0].endpoints.length, 1);
    t.ok(targets[0].endpoints[0]!.http.health.every(({ healthy }) => healthy));
  });
  for (const discover of [[], ['--discover']]) {
    await t.test(`every instance behind it ${discover.join()}`, async (t) => {
      const args = ['--kubeconfig', kubeconfig, ...discover, '--output', 'json'];
      const { code, stdout } = await runExporter('check', ...args);
      const { targets, findings } = checkJson(stdout);
      t.equal(code, 1, 'warning: who goes to a forgotten node directly is refused');
      t.same(
        targets[0].endpoints.map(({ address }) => address),
        addresses,
      );
      t.same(targets[0].notes, []);
      t.match(targets[0].apiServers, { probed: 3, total: 3 });
      t.match(
        (await runExporter('check', '--kubeconfig', kubeconfig)).stdout,
        /: 3 of 3 API servers probed, 3 endpoints; /,
      );
      t.match(findings[0], {
        id: 'instance-name-not-covered',
        severity: 'warning',
        addresses: others,
        names: hosts.slice(1),
      });
    });
  }
  await t.test('through the load balancer', async (t) => {
    const args = ['check', '--kubeconfig', kubeconfigs.balanced, '--timeout', '30'];
    const probed = [`${loadBalancer}:${port}`, ...addresses];
    const { code, stdout } = await runExporter(...args, '--output', 'json');
    const { targets, findings } = checkJson(stdout);
    t.equal(code, 2, 'critical: this is the name that kubectl uses');
    t.same(targets[0].notes, [
      `its certificate does not cover ${loadBalancer}, so the API server was verified as kubernetes.default.svc`,
    ]);
    t.match(findings[0], {
      id: 'client-name-not-covered',
      severity: 'critical',
      addresses: probed,
      names: [loadBalancer],
    });
    t.same(
      targets[0].endpoints.map(({ address }) => address),
      probed,
      'the address that kubectl dials as well',
    );
    t.equal(targets[0].endpoints[0]?.servers.processes.length, 3);
    const ids = findings.map(({ id }) => id);
    t.notOk(ids.includes('many-processes-behind-address'), 'each is shown at its own address');
    const table = await runExporter(...args);
    t.equal(table.code, 2);
    for (const text of [...addresses, loadBalancer, 'kubeadm init phase certs apiserver'])
      t.ok(table.stdout.includes(text), text);
  });
  await t.test('no arguments: the same as kubectl', async (t) => {
    const none = { HOME: newFolder('nobody') };
    const fromEnvironment = await runExporterWith(
      { ...none, KUBECONFIG: `${folder}/missing.conf:${kubeconfigs.balanced}` },
      'check',
      '--output',
      'json',
    );
    t.equal(fromEnvironment.code, 2);
    t.match(checkJson(fromEnvironment.stdout).findings[0], { names: [loadBalancer] });

    const home = newFolder('home');
    writeFileSync(join(newFolder('home/.kube'), 'config'), readFileSync(kubeconfig));
    const startUp = await timed(() => runExporter('--version'));
    const fromHome = await timed(() => runExporterWith({ HOME: home }, 'check', '--output', 'json'));
    t.equal(fromHome.value.code, 1, 'of the forgotten nodes');
    t.equal(checkJson(fromHome.value.stdout).targets[0].endpoints[0]?.address, addresses[0]);
    const phases = JSON.stringify(checkJson(fromHome.value.stdout).targets[0].endpoints[0]?.phases);
    t.comment(`check took ${fromHome.milliseconds} ms, --version alone ${startUp.milliseconds} ms; seconds: ${phases}`);

    const nowhere = await runExporterWith(none, 'check');
    t.equal(nowhere.code, 3, 'unknown: there is no kubeconfig');
    t.match(nowhere.stdout, /no kubeconfig/);
  });
}

async function timed(
  work: () => Promise<Outcome>,
): Promise<{ readonly value: Outcome; readonly milliseconds: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, milliseconds: Math.round(performance.now() - begun) };
}
