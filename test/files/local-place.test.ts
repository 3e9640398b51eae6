import { dirname } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { localPlace, readLocalSources } from '../../src/files/local-place.js';
import type { ReadFile } from '../../src/document/read-file.js';
import { manifestText } from '../fixtures/kubeadm-manifest.js';
import { place } from '../fixtures/local-server.js';
import { kubeconfigText } from './kubeconfig-text.js';

const ca = await createAuthority({ commonName: 'kubernetes' });
const serving = await ca.issue({ commonName: 'kube-apiserver', ipAddresses: ['10.96.0.1', '10.225.4.51'] });
const conf = (server: string): string =>
  kubeconfigText('someone', ca.pem, serving.pem).replace('https://10.225.4.51:6443', server);
const manifest = (...flags: readonly string[]) => ({ 'manifests/kube-apiserver.yaml': manifestText(flags) });
const certificate = { 'pki/apiserver.crt': serving.pem };

/** Where the folder with these files leads on a host with these addresses. */
async function placeOf(files: Readonly<Record<string, string>>, own: readonly string[], folder = '/etc/kubernetes') {
  const read: ReadFile = (path) => {
    const text = dirname(path).startsWith(folder) ? files[path.slice(folder.length + 1)] : undefined;
    const missing = { ok: false, failure: 'missing' } as const;
    return Promise.resolve(text === undefined ? missing : { ok: true, bytes: Buffer.from(text) });
  };
  return localPlace(folder, await readLocalSources(folder, read), ['127.0.0.1', '::1', ...own]);
}

const node = ['10.225.4.51', 'fd00::51'];
const elsewhere = ['192.168.1.9'];
const advertised = manifest('--advertise-address=10.225.4.51', '--secure-port=6444');

void t.test('the manifest decides', async (t) => {
  t.same(await placeOf({ ...advertised, ...certificate }, node), place({ port: 6444 }));
  const bound = manifest('--advertise-address=10.225.4.51', '--bind-address=127.0.0.1');
  t.match(await placeOf(bound, node), { hosts: ['127.0.0.1'], port: 6443, isHere: true, isAdvertised: false });
  t.match(await placeOf(manifest('--advertise-address=FD00::51'), node), { hosts: ['fd00::51'], isHere: true });
  const bare = { ...manifest(), ...certificate };
  t.match(await placeOf(bare, node), { hosts: ['10.225.4.51'], isHere: true, isAdvertised: false });
});

void t.test('the certificate that the manifest names', async (t) => {
  const named = async (path: string) => (await placeOf(manifest(`--tls-cert-file=${path}`), node)).otherFile;
  t.equal(await named('/etc/kubernetes/ssl/apiserver.crt'), undefined, 'kubespray links pki to ssl');
  t.equal(await named('/etc/ssl/api.example.com.pem'), '/etc/ssl/api.example.com.pem');
});

void t.test('an address that this host does not have', async (t) => {
  const copy = { hosts: ['10.225.4.51'], isHere: false, isOwnFolder: false };
  t.match(await placeOf({ ...advertised, ...certificate }, elsewhere, '/backup'), copy);
  const nat = { hosts: ['10.225.4.51', '127.0.0.1'], isHere: false, isAdvertised: false };
  t.match(await placeOf(advertised, elsewhere), nat, 'a public address that another host translates');
  t.match(await placeOf(manifest('--advertise-address=fd00::52'), node), { hosts: ['fd00::52', '::1'] });
  const bound = manifest('--bind-address=10.225.4.52');
  t.match(await placeOf(bound, node), { hosts: ['10.225.4.52'], isHere: false });
  t.match(await placeOf(certificate, elsewhere, '/backup'), { hosts: [], isHere: false });
});

void t.test('without a manifest, an address of this host in a kubeconfig or in the certificate', async (t) => {
  const controllers = { 'controller-manager.conf': conf('https://10.225.4.51:6445') };
  const admin = { 'admin.conf': conf('https://lb.example:8443') };
  const missing = { noManifest: { isMissing: true, why: 'no such file' } };
  t.match(await placeOf({ ...admin, ...controllers }, node), {
    hosts: ['10.225.4.51'],
    port: 6445,
    isPortKnown: true,
    ...missing,
  });
  t.match(await placeOf({ ...admin, ...certificate }, node), {
    hosts: ['10.225.4.51'],
    port: 8443,
    isPortKnown: false,
    isHere: true,
  });
  const virtual = { 'admin.conf': conf('https://10.220.70.56:6443') };
  const holding = [...node, '10.220.70.56'];
  t.match(
    await placeOf({ ...virtual, ...certificate }, holding),
    { hosts: ['10.225.4.51'] },
    'not the virtual address',
  );
  const unread = { noManifest: { isMissing: false, why: /no YAML/ } };
  t.match(await placeOf({ ...certificate, 'manifests/kube-apiserver.yaml': 'a: [' }, node), {
    isHere: true,
    ...unread,
  });
});

void t.test('nothing is known', async (t) => {
  const unknown = { hosts: ['127.0.0.1'], port: 6443, isHere: undefined, hasCertificate: false };
  t.match(await placeOf({}, node), unknown);
  t.match(await placeOf({ 'admin.conf': 'a: [', 'pki/apiserver.crt': 'no PEM' }, node), unknown);
  t.match(await placeOf(manifest('--bind-address=127.0.0.1'), node), { hosts: ['127.0.0.1'], isHere: undefined });
});
