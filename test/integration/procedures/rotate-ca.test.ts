import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { oneServer, startControlPlane } from '../control-plane.js';
import { runExporter } from '../exporter.js';
import { testOnEachKubernetes } from '../kubernetes.js';
import { mustRun, run } from '../run.js';
import { caOf, clusterInfo, createClient, type Client } from './clients.js';
import { fingerprint } from './fingerprint.js';
import { createNode } from './node.js';
import { type Printed, printed } from './printed.js';
import { outlivingLeaf } from './outliving-leaf.js';

testOnEachKubernetes(
  'a CA is renewed with its key, and every client stays accepted',
  { needs: ['kubectl', 'openssl', 'mount-namespace'], seconds: 400 },
  async (t, kubernetes) => {
    const plane = await startControlPlane(t, kubernetes, oneServer);
    const node = await createNode(plane, kubernetes);
    const ca = join(plane.pki, 'ca.crt');
    const old = createClient(plane, node, 'old', readFileSync(ca, 'utf8'));
    await clusterInfo(old, node);
    const outliving = await node.paste(outlivingLeaf);
    t.equal(outliving.code, 0, outliving.stderr);
    await plane.servers[0].restart();
    const procedures = await printed(plane, 'serving-chain-ends-early', old.ca);
    t.equal(procedures.length, 4);
    const [make, install, controllers, publish] = procedures as [Printed, Printed, Printed, Printed];

    const unchanged = fingerprint(plane.pki, node.kubernetes, node.root);
    const files = fingerprint(plane.pki, node.kubernetes);
    const refuse = async (t: Test, lines: readonly string[], why: RegExp): Promise<void> => {
      const before = fingerprint(plane.pki, node.kubernetes, node.root);
      const { code, stderr } = await node.paste(lines);
      t.not(code, 0);
      t.match(stderr, why);
      t.equal(fingerprint(plane.pki, node.kubernetes, node.root), before, 'nothing has changed');
    };

    await t.test('nothing is made with another key, or without it', async (t) => {
      const key = readFileSync(join(plane.pki, 'ca.key'));
      copyFileSync(join(plane.pki, 'front-proxy-ca.key'), join(plane.pki, 'ca.key'));
      await refuse(t, make.lines, /Nothing was changed: .*ca\.key is not the key of ca\.crt/);
      writeFileSync(join(plane.pki, 'ca.key'), '');
      await refuse(t, make.lines, /No ca\.key is here/);
      writeFileSync(join(plane.pki, 'ca.key'), key);
      t.equal(fingerprint(plane.pki, node.kubernetes, node.root), unchanged);
    });

    await t.test('new certificates are made beside the old ones, once', async (t) => {
      const { code, stdout, stderr } = await node.paste(make.lines);
      t.equal(code, 0, stderr);
      t.match(stdout, /^apiserver\.crt: OK$/m);
      t.equal(fingerprint(plane.pki, node.kubernetes), files, 'nothing else is changed');
      const made = fingerprint(node.root);
      await node.paste(make.lines);
      t.equal(fingerprint(node.root), made, 'the second time changes nothing');
      const text = (file: string): Promise<string> =>
        mustRun(['openssl', 'x509', '-noout', '-text', '-certopt', 'no_serial,no_validity,no_sigdump', '-in', file]);
      for (const name of ['ca.crt', 'front-proxy-ca.crt', 'etcd/ca.crt']) {
        t.equal(await text(join(node.root, 'ca-renewed', name)), await text(join(plane.pki, name)), name);
        t.not(
          await mustRun(['openssl', 'x509', '-noout', '-serial', '-in', join(node.root, 'ca-renewed', name)]),
          await mustRun(['openssl', 'x509', '-noout', '-serial', '-in', join(plane.pki, name)]),
        );
      }
    });

    await t.test('by the rules of Go, it accepts what the server has', async (t) => {
      const args = [
        '--ca',
        join(node.root, 'ca-renewed/ca.crt'),
        '--name',
        'kubernetes',
        join(plane.pki, 'apiserver.crt'),
      ];
      const { code, stdout } = await runExporter('inspect', ...args);
      t.equal(code, 0);
      t.match(stdout, 'accepts kubernetes until');
    });

    const renewed = readFileSync(join(node.root, 'ca-renewed/ca.crt'), 'utf8');
    const fresh = createClient(plane, node, 'renewed', renewed);
    const bothAccepted = async (t: Test): Promise<void> => {
      for (const client of [old, fresh]) await accepted(t, client);
    };
    await t.test('clients with the old and the new one are accepted before it is installed', bothAccepted);

    await t.test('the files of another cluster are refused', async (t) => {
      const file = join(node.root, 'ca-renewed/ca.crt');
      copyFileSync(join(plane.pki, 'front-proxy-ca.crt'), file);
      await refuse(t, install.lines, /Nothing was changed: .*has another key, name or extension/);
      writeFileSync(file, renewed);
    });

    await t.test('a node gets the new ones, and its kubeconfigs too', async (t) => {
      const foreign = join(node.kubernetes, 'foreign.conf');
      writeFileSync(
        foreign,
        readFileSync(join(node.kubernetes, 'admin.conf'), 'utf8').replace(
          /(authority-data: ).*/,
          `$1${Buffer.from(readFileSync(join(plane.pki, 'front-proxy-ca.crt'))).toString('base64')}`,
        ),
      );
      const other = readFileSync(foreign, 'utf8');
      const { code, stdout, stderr } = await node.paste(install.lines);
      t.equal(code, 0, stderr);
      t.match(stdout, /foreign\.conf has another CA, and was left alone/);
      t.equal(readFileSync(foreign, 'utf8'), other);
      t.equal(readFileSync(ca, 'utf8'), renewed);
      for (const name of ['admin', 'kubelet', 'controller-manager', 'scheduler']) {
        t.equal(caOf(join(node.kubernetes, `${name}.conf`)), renewed, name);
      }
      t.equal(node.systemctl(), 'restart kubelet\n');
      const once = fingerprint(plane.pki, node.kubernetes, node.root);
      t.equal((await node.paste(install.lines)).code, 0);
      t.equal(fingerprint(plane.pki, node.kubernetes, node.root), once, 'the second time changes nothing');
      await bothAccepted(t);
    });

    await t.test('the controllers, nodes that join and pods get it', async (t) => {
      const restarted = await node.paste(controllers.lines);
      t.match(restarted.stdout, /kube-controller-manager runs again\.\nkube-scheduler runs again/, restarted.stderr);
      const { stdout, stderr, code } = await node.paste(publish.lines);
      t.equal(code, 0, stderr);
      t.match(stdout, /configmap\/cluster-info replaced\nAll namespaces have the CA\./);
      const info = await run([
        ...old.kubectl,
        '-n',
        'kube-public',
        'get',
        'configmap',
        'cluster-info',
        '-o',
        'jsonpath={.data.kubeconfig}',
      ]);
      t.match(info.stdout, Buffer.from(renewed).toString('base64'));
    });

    await t.test('after a restart of the server both are accepted still', async (t) => {
      await plane.servers[0].restart();
      await bothAccepted(t);
    });

    await t.test('the way back', async (t) => {
      const { code, stderr } = await node.paste(install.back);
      t.equal(code, 0, stderr);
      t.equal(readFileSync(ca, 'utf8'), old.ca);
      t.equal(caOf(join(node.kubernetes, 'kubelet.conf')), old.ca);
      await bothAccepted(t);
    });
  },
);

async function accepted(t: Test, client: Client): Promise<void> {
  const { stdout, stderr } = await client.ask();
  t.equal(stdout, 'ok', `${client.name}: ${stderr}`);
}
