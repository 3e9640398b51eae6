import t from 'tap';
import type { FileCertificate, FileReport } from '../../src/files/file-report.js';
import { fileWork } from '../../src/plan/file-work.js';
import { authority, certificate, day, now } from '../fixtures/report.js';

const span = { now, end: now + 365 * day };

/** A file whose certificate ends in so many days. */
const file = (path: string, days: number, change: Partial<FileCertificate> = {}): FileReport => ({
  path,
  outcome: { state: 'read' },
  certificates: [
    { label: '1', certificate: certificate({ fingerprintSha256: path, notAfter: now + days * day }), ...change },
  ],
});
const found = (...files: readonly FileReport[]) => fileWork({ files, serving: [] }, span);

void t.test('what kubeadm certs renew all renews is one entry', (t) => {
  const { work } = found(
    file('/etc/kubernetes/pki/apiserver.crt', 100),
    file('/etc/kubernetes/pki/etcd/server.crt', 200),
    file('/etc/kubernetes/admin.conf', 30),
    file('/etc/kubernetes/pki/own.crt', 40),
    file('/etc/kubernetes/pki/ca.crt', 50, { certificate: authority() }),
    file('/home/user/admin.conf', 60),
  );
  t.match(work, [
    {
      kind: 'files',
      title: 'Renew the certificates of kubeadm in /etc/kubernetes: 3 files',
      caveat: /^kubeadm certs renew all/,
      endings: [{ place: '/etc/kubernetes/admin.conf' }, {}, {}],
    },
    { title: 'Renew the certificate in /etc/kubernetes/pki/own.crt', caveat: undefined },
    { title: 'Renew the certificate in /home/user/admin.conf' },
  ]);
  t.equal(work.length, 3);
  t.end();
});

void t.test('other files by folder, within two weeks', (t) => {
  const { work } = found(file('/a/x.crt', 100), file('/a/y.crt', 105), file('/a/z.crt', 200), file('/b/x.crt', 100));
  t.same(
    work.map(({ title }) => title),
    ['Renew the certificates in /a: 2 files', 'Renew the certificate in /a/z.crt', 'Renew the certificate in /b/x.crt'],
  );
  t.end();
});

void t.test('what is served from its file is found at the API server', (t) => {
  const files = [file('/pki/apiserver.crt', 100)];
  const held = certificate({ fingerprintSha256: '/pki/apiserver.crt' });
  const serving = [
    { target: { name: 'prod', labels: {} }, address: 'a:1', path: '/pki/apiserver.crt', served: held, held },
  ];
  t.same(fileWork({ files, serving }, span).work, []);
  t.end();
});

void t.test('a kubelet renews its own, as long as it does', (t) => {
  const path = '/var/lib/kubelet/pki/kubelet-client-current.pem';
  t.match(found(file(path, 100)), { work: [], renewing: [{ place: path }] });
  t.match(found(file(path, 20)), { work: [{ title: `Renew the certificate in ${path}` }], renewing: [] });
  t.match(found(file(path, -1)), { work: [{ runbook: 'ApiserverFileCertificateExpired' }], renewing: [] });
  t.end();
});

void t.test('the CA of a cluster in a kubeconfig is no leaf', (t) => {
  t.same(found(file('/a.conf', 100, { isClusterCa: true })).work, []);
  t.end();
});
