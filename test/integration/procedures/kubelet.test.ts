import { readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubeadmKubeletCertificate } from '../../../src/findings/procedures/kubeadm/kubelet-certificate.js';
import { kubeadmExpiredKubelet, kubeadmKubeletConf } from '../../../src/findings/procedures/kubeadm/kubelet-conf.js';
import { oneServer, startControlPlane } from '../control-plane.js';
import { kubeconfigLogin } from '../https-client.js';
import { testOnEachKubernetes } from '../kubernetes.js';
import { mustRun, run } from '../run.js';
import { until } from '../until.js';
import { createClient } from './clients.js';
import { fingerprint } from './fingerprint.js';
import { createNode } from './node.js';

testOnEachKubernetes(
  'a kubelet gets a client certificate that it can rotate',
  { needs: ['kubectl', 'openssl', 'mount-namespace'], seconds: 300 },
  async (t, kubernetes) => {
    const plane = await startControlPlane(t, kubernetes, oneServer);
    const node = await createNode(plane, kubernetes);
    const conf = join(node.kubernetes, 'kubelet.conf');
    const current = join(node.kubelet, 'pki/kubelet-client-current.pem');
    const embedded = readFileSync(conf, 'utf8');
    const state = (): string => fingerprint(plane.pki, node.kubernetes, node.root, node.kubelet);
    const [first, second] = kubeadmExpiredKubelet as readonly [typeof kubeadmKubeletConf, typeof kubeadmKubeletConf];
    const makeFor = (name: string): readonly string[] =>
      first.lines.map((line) => (line.startsWith('export NODE=') ? `export NODE=${name}` : line));
    const whoAmI = async (): Promise<string> => {
      const { stdout, stderr } = await node.paste([
        'kubectl --kubeconfig /etc/kubernetes/kubelet.conf get --raw /api/v1/nodes/k8ctl 2>&1 | grep -oE "not found|Forbidden|Unauthorized" | head -n 1',
      ]);
      return `${stdout}${stderr}`.trim();
    };
    // A node may read its own Node, and no other: it does not exist here.
    t.equal(await whoAmI(), 'not found', 'the embedded certificate logs in');

    await t.test(
      'kubelet.conf from before 1.17: nothing is done without a certificate that the kubelet rotates',
      async (t) => {
        const was = state();
        const { code, stderr } = await node.paste(kubeadmKubeletConf.lines);
        t.not(code, 0);
        t.match(stderr, /Nothing was changed: .*has no \/var\/lib\/kubelet/);
        t.equal(state(), was);
      },
    );

    await t.test('kubelet.conf from before 1.17: it names the file', async (t) => {
      const { cert, key } = kubeconfigLogin(conf);
      const dated = join(node.kubelet, 'pki/kubelet-client-2026-01-01-00-00-00.pem');
      writeFileSync(dated, `${cert?.toString()}${key?.toString()}`);
      symlinkSync('/var/lib/kubelet/pki/kubelet-client-2026-01-01-00-00-00.pem', current);
      const { code, stdout, stderr } = await node.paste(kubeadmKubeletConf.lines);
      t.equal(code, 0, stderr);
      t.match(stdout, /client-certificate: \/var\/lib\/kubelet\/pki\/kubelet-client-current\.pem\n *client-key: /);
      t.notMatch(readFileSync(conf, 'utf8'), 'client-certificate-data');
      t.equal(await whoAmI(), 'not found');
      const once = state();
      t.match((await node.paste(kubeadmKubeletConf.lines)).stdout, 'nothing to do');
      t.equal(state(), once);
    });

    await t.test('the certificate of another node is not installed', async (t) => {
      t.match((await node.paste(makeFor('other'))).stdout, 'scp /root/kubelet-client.pem root@other:/root/');
      const was = state();
      const { code, stderr } = await node.paste(second.lines);
      t.not(code, 0);
      t.match(stderr, /Nothing was changed: .*is for system:node:other, and this is system:node:k8ctl/);
      t.equal(state(), was);
    });

    await t.test('an expired certificate is replaced', async (t) => {
      t.not((await node.paste(makeFor('$(id)'.replace('$', '\\$')))).code, 0, 'no name of a node');
      const made = await node.paste(makeFor('k8ctl'));
      t.equal(made.code, 0, made.stderr);
      const { code, stdout, stderr } = await node.paste(second.lines);
      t.equal(code, 0, stderr);
      t.match(stdout, /system:node:k8ctl/);
      t.not(readlinkSync(current), '/var/lib/kubelet/pki/kubelet-client-2026-01-01-00-00-00.pem');
      t.equal(await whoAmI(), 'not found');
    });

    await t.test('the same for a kubelet.conf from before 1.17, without any file', async (t) => {
      writeFileSync(conf, embedded);
      rmSync(current);
      await node.paste(makeFor('k8ctl'));
      const { code, stderr } = await node.paste(second.lines);
      t.equal(code, 0, stderr);
      t.notMatch(readFileSync(conf, 'utf8'), 'client-certificate-data');
      t.equal(await whoAmI(), 'not found');
    });

    await t.test('the controllers sign a new one', async (t) => {
      const admin = createClient(plane, node, 'admin', readFileSync(join(plane.pki, 'ca.crt'), 'utf8'));
      const before = readlinkSync(current);
      const pasted = node.paste(kubeadmKubeletCertificate.lines);
      const name = await until('a request', 30, async () => {
        const { stdout } = await run([...admin.kubectl, 'get', 'csr', '-o', 'jsonpath={.items[0].metadata.name}']);
        return stdout === '' ? undefined : stdout;
      });
      const csr = await mustRun([...admin.kubectl, 'get', 'csr', name, '-o', 'jsonpath={.spec.request}']);
      const [ca, key] = [join(plane.pki, 'ca.crt'), join(plane.pki, 'ca.key')];
      const signed = await mustRun(
        ['openssl', 'x509', '-req', '-CA', ca, '-CAkey', key, '-set_serial', '7', '-days', '9'],
        Buffer.from(csr, 'base64').toString(),
      );
      await mustRun([...admin.kubectl, 'certificate', 'approve', name]);
      const object = JSON.parse(await mustRun([...admin.kubectl, 'get', 'csr', name, '-o', 'json'])) as object;
      const status = { ...(object as { status: object }).status, certificate: Buffer.from(signed).toString('base64') };
      const path = `/apis/certificates.k8s.io/v1/certificatesigningrequests/${name}/status`;
      await mustRun([...admin.kubectl, 'replace', '--raw', path, '-f', '-'], JSON.stringify({ ...object, status }));
      const { code, stdout, stderr } = await pasted;
      t.equal(code, 0, stderr);
      t.match(stdout, /system:node:k8ctl/);
      t.not(readlinkSync(current), before);
      t.equal(await whoAmI(), 'not found');
    });
  },
);
