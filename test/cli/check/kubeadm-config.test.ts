import { dirname } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import { kubeadmConfig } from '../../../src/cli/check/kubeadm-config.js';
import type { ReadFile } from '../../../src/document/read-file.js';
import { validConfig } from '../../config/config-fixture.js';
import { kubeconfigText } from '../../files/kubeconfig-text.js';
import { manifestText } from '../../fixtures/kubeadm-manifest.js';

const folder = '/etc/kubernetes';
const { pem } = await createAuthority({ commonName: 'kubernetes' });
const admin = (server: string): string =>
  kubeconfigText('kubernetes-admin', pem, pem).replace('https://10.225.4.51:6443', server);

/** Returns the targets and files of the configuration for these files. */
async function configOf(files: Readonly<Record<string, string>>, at = folder) {
  const read: ReadFile = (path) => {
    const text = dirname(path).startsWith(at) ? files[path.slice(at.length + 1)] : undefined;
    return Promise.resolve(
      text === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(text) },
    );
  };
  const { loaded, plan } = await kubeadmConfig(at, read, ['127.0.0.1', '10.225.4.51']);
  const { targets, files: specs, kubeadm } = validConfig(loaded);
  return { targets, specs, kubeadm, plan };
}

const at = (text: string, port: number) => ({ addresses: [{ host: { text }, port }] });
const here = (port: number) => at('127.0.0.1', port);

void t.test('the node itself, and the server of admin.conf', async (t) => {
  const files = { 'admin.conf': admin('https://lb.example:8443'), 'pki/ca.crt': pem };
  const manifest = manifestText(['--advertise-address=10.225.4.51', '--secure-port=6444']);
  const found = await configOf({ ...files, 'manifests/kube-apiserver.yaml': manifest });
  t.match(found, {
    targets: [
      { name: 'admin.conf', kubeconfig: { paths: [`${folder}/admin.conf`] }, servingFile: undefined },
      {
        name: 'this node',
        ...at('10.225.4.51', 6444),
        serverName: undefined,
        servingFile: `${folder}/pki/apiserver.crt`,
        ca: { file: `${folder}/pki/ca.crt` },
      },
    ],
    specs: [],
    kubeadm: true,
    plan: { folder, target: 'this node', place: { isHere: true } },
  });
  t.match(await configOf(files), { targets: [{}, here(8443)] }, "without a manifest, admin.conf's port");
});

void t.test('a server on this node is one target', async (t) => {
  for (const server of ['https://127.0.0.1:16443', 'https://localhost:6443', 'https://[::1]:6443']) {
    const { targets } = await configOf({ 'admin.conf': admin(server) });
    t.match(targets, [{ name: 'admin.conf', servingFile: `${folder}/pki/apiserver.crt` }]);
    t.equal(targets.length, 1);
  }
});

void t.test('with a manifest, the server of admin.conf is the same where it has the same address', async (t) => {
  const countOf = async (server: string, ...flags: readonly string[]): Promise<number> => {
    const files = { 'admin.conf': admin(server), 'manifests/kube-apiserver.yaml': manifestText(flags) };
    return (await configOf(files)).targets.length;
  };
  const advertise = '--advertise-address=10.225.4.51';
  t.equal(await countOf('https://10.225.4.51:6443', advertise), 1);
  t.equal(await countOf('https://10.225.4.51:8443', advertise), 2, 'a load balancer of the node itself');
  t.equal(await countOf('https://127.0.0.1:6443', advertise), 1);
  t.equal(await countOf('https://127.0.0.1:8443', advertise), 2);
  t.equal(await countOf('https://127.0.0.1:6443', advertise, '--bind-address=10.225.4.51'), 2);
  t.equal(await countOf('https://10.225.4.51:6443/k8s/c-1', advertise), 2);
});

void t.test('another certificate than that of kubeadm is not compared', async (t) => {
  const manifest = manifestText(['--advertise-address=10.225.4.51', '--tls-cert-file=/etc/ssl/api.pem']);
  t.match(await configOf({ 'manifests/kube-apiserver.yaml': manifest }), { targets: [{ servingFile: undefined }] });
});

void t.test('files that cannot be read are left out', async (t) => {
  for (const files of [{}, { 'admin.conf': 'a: [', 'pki/ca.crt': 'no PEM' }]) {
    const { targets } = await configOf(files);
    t.match(targets, [{ name: 'this node', ...here(6443), ca: undefined }]);
    t.equal(targets.length, 1);
  }
});

void t.test("another folder, without this host's kubelet", async (t) => {
  t.match(await configOf({}, '/backup/[1]'), {
    targets: [{ servingFile: '/backup/[1]/pki/apiserver.crt' }],
    specs: [{ folder: '/backup/[1]', patterns: ['pki/**/*.crt', '*.conf'] }],
    kubeadm: false,
  });
});
