import t from 'tap';
import { type FileReport, failed } from '../../src/files/file-report.js';
import { besideKubeadm, kubeadmExpiration } from '../../src/files/kubeadm-expiration.js';
import { noFiles } from '../../src/files/serving-file.js';
import { certificate } from '../fixtures/report.js';

const folder = '/etc/kubernetes';
const file = (path: string, ...labels: readonly string[]): FileReport => ({
  path: `${folder}/${path}`,
  outcome: { state: 'read' },
  certificates: labels.map((label) => ({
    label: label.replace('user ', ''),
    ...(label.startsWith('cluster ') && { isClusterCa: true }),
    certificate: certificate({ subject: `CN=${label}` }),
  })),
});
const everything = (): Promise<boolean> => Promise.resolve(true);
const nothing = (): Promise<boolean> => Promise.resolve(false);

void t.test('nothing is there', async (t) => {
  const { certificates, authorities } = await kubeadmExpiration(folder, noFiles, nothing);
  t.equal(certificates.length, 10, 'super-admin.conf is on one node alone');
  for (const row of [...certificates, ...authorities])
    t.match(row, { certificate: undefined, problem: undefined, externallyManaged: false });
  t.same(
    authorities.map(({ name, authority }) => [name, authority]),
    [
      ['ca', 'ca'],
      ['etcd-ca', 'etcd-ca'],
      ['front-proxy-ca', 'front-proxy-ca'],
    ],
  );
});

void t.test('the leaf of a file, the user of a kubeconfig, and what is wrong', async (t) => {
  const files = [
    file('pki/apiserver.crt', '1', '2'),
    file('admin.conf', 'cluster kubernetes', 'kubernetes-admin'),
    file('super-admin.conf', 'cluster kubernetes', 'user cluster kubernetes (2)'),
    file('scheduler.conf', 'cluster kubernetes'),
    { ...file('controller-manager.conf'), outcome: failed('empty') },
  ];
  const { certificates } = await kubeadmExpiration(folder, { files, serving: [] }, everything);
  const shown = certificates.flatMap(({ name, certificate: found, problem }) =>
    found || problem ? [[name, found?.subject, problem]] : [],
  );
  t.same(shown, [
    ['admin.conf', 'CN=kubernetes-admin', undefined],
    ['apiserver', 'CN=1', undefined],
    ['controller-manager.conf', undefined, 'empty'],
    ['scheduler.conf', undefined, 'holds no certificate'],
    ['super-admin.conf', 'CN=user cluster kubernetes (2)', undefined],
  ]);
});

void t.test('a CA is managed elsewhere when its key is, that of etcd too', async (t) => {
  const files = ['pki/ca.crt', 'pki/etcd/ca.crt', 'pki/etcd/peer.crt', 'pki/apiserver.crt'].map((path) =>
    file(path, '1'),
  );
  const asked: string[] = [];
  const expiration = await kubeadmExpiration(folder, { files, serving: [] }, (path) => {
    asked.push(path);
    return Promise.resolve(false);
  });
  t.same(asked, [`${folder}/pki/ca.key`, `${folder}/pki/etcd/ca.key`], 'a CA that is not there has no key');
  const external = (rows: readonly { name: string; externallyManaged: boolean }[]) =>
    rows.flatMap(({ name, externallyManaged }) => (externallyManaged ? [name] : []));
  t.same(external(expiration.authorities), ['ca', 'etcd-ca']);
  t.ok(external(expiration.certificates).includes('apiserver'));
  t.ok(external(expiration.certificates).includes('etcd-peer'));
  t.notOk(external(expiration.certificates).includes('front-proxy-client'));
});

void t.test('what is served is shown only beside its own file', async (t) => {
  const path = `${folder}/pki/apiserver.crt`;
  const target = { name: 'prod', labels: {} };
  const here = { target, address: 'a:6443', path, served: certificate(), held: certificate() };
  const serving = [here, { ...here, path: '/other.crt' }];
  const { certificates, authorities } = await kubeadmExpiration(folder, { files: [], serving }, everything);
  t.same(
    [...certificates, ...authorities].flatMap(({ name, served }) => (served ? [[name, served]] : [])),
    [['apiserver', [here]]],
  );
});

void t.test('other files, without the CAs of kubeconfigs', async (t) => {
  const pem = file('kubelet.pem', '1');
  const files = [file('admin.conf', 'admin'), pem, file('kubelet.conf', 'cluster kubernetes'), file('pki/ca.crt', '1')];
  const expiration = await kubeadmExpiration(folder, { files, serving: [] }, everything);
  t.same(besideKubeadm(files, expiration), [pem, file('kubelet.conf')]);
});
