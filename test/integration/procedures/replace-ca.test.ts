import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { oneServer, startControlPlane } from '../control-plane.js';
import { testOnEachKubernetes } from '../kubernetes.js';
import { opensslLeaf } from '../openssl-leaf.js';
import { caOf, type Client, clusterInfo, createClient } from './clients.js';
import { fingerprint } from './fingerprint.js';
import { until } from '../until.js';
import { createNode } from './node.js';
import { type Printed, printed } from './printed.js';

testOnEachKubernetes(
  'a CA with a new key replaces the old one, and clients with the old one are accepted until it is dropped',
  { needs: ['kubectl', 'openssl', 'mount-namespace'], seconds: 900 },
  async (t, kubernetes) => {
    const plane = await startControlPlane(t, kubernetes, oneServer);
    const node = await createNode(plane, kubernetes);
    const inPki = (file: string): string => readFileSync(join(plane.pki, file), 'utf8');
    const oldCa = inPki('ca.crt');
    const old = createClient(plane, node, 'old', oldCa);
    await clusterInfo(old, node);
    await node.paste([
      'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=kubernetes@1 -keyout /dev/null -out /root/other.crt',
    ]);
    const other = readFileSync(join(node.root, 'other.crt'), 'utf8');
    const procedures = await printed(plane, 'ca-rotation-under-way', `${oldCa}${other}`);
    t.equal(procedures.length, 7);
    const [make, trust, , publish, serve, , drop] = procedures as [
      Printed,
      Printed,
      Printed,
      Printed,
      Printed,
      Printed,
      Printed,
    ];
    const { text: before } = await opensslLeaf(plane.servers[0].address);
    const state = (): string => fingerprint(plane.pki, node.kubernetes, node.root, node.kubelet);
    const must = async (t: Test, lines: readonly string[], expected: RegExp): Promise<void> => {
      const { code, stdout, stderr } = await node.paste(lines);
      t.equal(code, 0, stderr.slice(-3000));
      t.match(stdout, expected);
    };
    const refuse = async (t: Test, lines: readonly string[], why: RegExp): Promise<void> => {
      const was = state();
      const { code, stderr } = await node.paste(lines);
      t.not(code, 0);
      t.match(stderr, why);
      t.equal(state(), was, 'nothing has changed');
    };

    await t.test('the steps refuse to be the first', async (t) => {
      for (const { lines } of [trust, serve, drop]) {
        await refuse(t, lines, /Nothing was changed: .*is not on this node/);
      }
    });

    await t.test('it is made, once', async (t) => {
      await must(t, make.lines, /ca-cross\.crt: OK/);
      const made = state();
      await must(t, make.lines, /is there from before/);
      t.equal(state(), made);
      await refuse(t, serve.lines, /trust both CAs here first/);
    });

    const next = readFileSync(join(node.root, 'ca-next/ca.crt'), 'utf8');
    const both = createClient(plane, node, 'both', `${oldCa}${next}`);
    const only = createClient(plane, node, 'new', next);

    await t.test('both are trusted, and the server accepts client certificates of both', async (t) => {
      await must(t, trust.lines, /kube-controller-manager runs again\.[^]*accepts client certificates of the new CA\./);
      t.equal(inPki('ca.crt'), `${oldCa}${next}`);
      t.equal(inPki('ca-signing.crt'), oldCa, 'one certificate to sign with');
      t.match(
        readFileSync(join(node.kubernetes, 'manifests/kube-controller-manager.yaml'), 'utf8'),
        'cert-file=/etc/kubernetes/pki/ca-signing.crt',
      );
      t.match(
        readFileSync(join(node.kubernetes, 'manifests/kube-controller-manager.yaml'), 'utf8'),
        'root-ca-file=/etc/kubernetes/pki/ca.crt',
      );
      for (const name of ['admin', 'kubelet', 'controller-manager', 'scheduler']) {
        t.equal(caOf(join(node.kubernetes, `${name}.conf`)), `${oldCa}${next}`, name);
      }
      const once = state();
      await must(t, trust.lines, /accepts client certificates of the new CA\./);
      t.equal(state(), once, 'the second time changes nothing');
      await accepted(t, old, both);
      await refused(t, only);
    });

    await t.test('nodes that join and pods get both', async (t) => {
      await node.paste(['crictl stop "$(crictl ps --label io.kubernetes.container.name=kube-controller-manager)"']);
      await must(t, publish.lines, /All namespaces have the CA\./);
    });

    await t.test('the old one cannot be dropped yet', async (t) => {
      await refuse(t, drop.lines, /Nothing was changed: .*is not a certificate of the new CA/);
    });

    await t.test('where kubeadm fails, everyone stays connected, and the second time finishes it', async (t) => {
      const { code, stderr } = await node.paste([
        'kubeadm() { echo broken >&2; return 1; }; export -f kubeadm',
        ...serve.lines,
      ]);
      t.not(code, 0);
      t.match(stderr, 'broken');
      await accepted(t, old, both, only);
    });

    await t.test('the new one serves, with the same names, and clients with either are accepted', async (t) => {
      await must(t, serve.lines, /This node serves a certificate of the new CA\./);
      const { text } = await opensslLeaf(plane.servers[0].address);
      t.equal(names(text), names(before));
      await accepted(t, old, both, only);
      for (const name of ['admin', 'controller-manager', 'scheduler']) {
        t.equal(caOf(join(node.kubernetes, `${name}.conf`)), `${oldCa}${next}`, `${name} trusts both`);
      }
      const once = state();
      await must(t, serve.lines, /This node serves a certificate of the new CA\./);
      t.equal(state(), once, 'the second time changes nothing');
      const admin = createClient(plane, node, 'admin', `${oldCa}${next}`);
      await accepted(t, admin);
      await plane.servers[0].restart();
      await accepted(t, old, both, only, admin);
    });

    await t.test('it is not dropped while the kubelet logs in with a certificate of the old one', async (t) => {
      await refuse(t, drop.lines, /client certificate in \/etc\/kubernetes\/kubelet\.conf is not/i);
      const kubelet = join(node.kubernetes, 'kubelet.conf');
      const admin = readFileSync(join(node.kubernetes, 'admin.conf'), 'utf8');
      // A kubelet that has got a new certificate: see kubelet.test.ts.
      writeFileSync(kubelet, admin);
      const client = join(plane.pki, 'apiserver-kubelet-client.crt');
      const { atime, mtime } = statSync(client);
      const later = new Date(Date.now() + 60_000);
      utimesSync(client, later, later);
      await refuse(t, drop.lines, /Nothing was changed: .*Restart kube-apiserver here first/);
      utimesSync(client, atime, mtime);
    });

    await t.test('the old one is dropped', async (t) => {
      await must(t, drop.lines, /This node has only the new CA\./);
      t.equal(inPki('ca.crt'), next);
      t.equal(caOf(join(node.kubernetes, 'kubelet.conf')), next);
      const last = createClient(plane, node, 'last', next);
      await accepted(t, last);
      await refused(t, old);
      const { stderr } = await until('client certificates of the old one are refused', 90, async () => {
        const answer = await only.ask();
        return answer.code === 0 ? undefined : answer;
      });
      t.match(stderr, /Unauthorized|logged in/);
      await accepted(t, last);
      await node.paste(['crictl stop "$(crictl ps --label io.kubernetes.container.name=kube-controller-manager)"']);
      await must(t, publish.lines, /configmap\/cluster-info replaced\nAll namespaces have the CA\./);
      await refuse(t, serve.lines, /Nothing was changed: .*trust both CAs here first/);
    });
  },
);

async function accepted(t: Test, ...clients: readonly Client[]): Promise<void> {
  for (const { name, ask } of clients) {
    const { stdout, stderr } = await ask();
    t.equal(stdout, 'ok', `${name} is accepted: ${stderr}`);
  }
}

async function refused(t: Test, ...clients: readonly Client[]): Promise<void> {
  for (const { name, ask } of clients) t.not((await ask()).code, 0, `${name} is refused`);
}

function names(text: string): string | undefined {
  return /Alternative Name:[^\n]*\n([^\n]*)/.exec(text)?.[1];
}
