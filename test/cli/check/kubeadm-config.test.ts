import { dirname } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import { kubeadmConfig, withoutSilentNode } from '../../../src/cli/check/kubeadm-config.js';
import type { ReadFile } from '../../../src/document/read-file.js';
import type { Report } from '../../../src/probe/report.js';
import { validConfig } from '../../config/config-fixture.js';
import { kubeconfigText } from '../../files/kubeconfig-text.js';
import { down, report, target } from '../../fixtures/report.js';

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
  const { targets, files: specs, kubeadm } = validConfig(await kubeadmConfig(at, read));
  return { targets, specs, kubeadm };
}

const here = (port: number) => ({ addresses: [{ host: { text: '127.0.0.1' }, port }] });

void t.test('the node itself, and the server of admin.conf', async (t) => {
  const files = { 'admin.conf': admin('https://lb.example:8443'), 'pki/ca.crt': pem };
  const manifest = '    - --advertise-address=10.225.4.51\n    - --secure-port=6444\n';
  const found = await configOf({ ...files, 'manifests/kube-apiserver.yaml': manifest });
  t.match(found, {
    targets: [
      { name: 'admin.conf', kubeconfig: { paths: [`${folder}/admin.conf`] }, servingFile: undefined },
      {
        name: 'this node',
        ...here(6444),
        serverName: { text: 'kubernetes' },
        servingFile: `${folder}/pki/apiserver.crt`,
        ca: { length: 1 },
      },
    ],
    specs: [],
    kubeadm: true,
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

void t.test('the node itself is left out if nothing listens there', (t) => {
  const named = (name: string, ...reports: readonly Report[]) => ({
    ...target(...reports),
    target: { name, labels: {} },
  });
  const kept = [
    named('this node', report()),
    named('this node', down({ failures: [{ probe: 'serving', reason: 'tls_timeout' }] })),
    named('this node', report({ failures: [{ probe: 'http', reason: 'refused' }] })),
    named('admin.conf', down()),
  ];
  t.same(withoutSilentNode([...kept, named('this node', down())]), kept);
  t.end();
});
