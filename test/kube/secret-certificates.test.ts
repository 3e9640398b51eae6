import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { secretCertificates } from '../../src/kube/secret-certificates.js';
import { base64 } from '../fixtures/base64.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const admin = await authority.issue({ commonName: 'kubernetes-admin', usage: 'client' });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const names = new Map([authority, admin].map(({ der }) => [hex(der), der === admin.der ? 'admin' : 'CA']));

const kubeconfig = JSON.stringify({
  clusters: [{ name: 'c', cluster: { 'certificate-authority-data': base64(authority.pem) } }],
  users: [{ name: 'u', user: { 'client-certificate-data': base64(admin.pem), 'client-key-data': base64(admin.key) } }],
});

/** `place: which` of each certificate. */
const found = (manifest: unknown) =>
  secretCertificates(manifest).map(
    (one) => `${one.entry}: ${'der' in one ? names.get(hex(one.der)) : one.error.reason}`,
  );

void t.test('certificates and kubeconfigs of a Secret', (t) => {
  const tls = { 'tls.crt': base64(admin.pem), 'tls.key': base64(admin.key), 'ca.crt': base64(authority.pem) };
  t.same(found({ kind: 'Secret', type: 'kubernetes.io/tls', metadata: { name: 'a', namespace: 'b' }, data: tls }), [
    'secret b/a, tls.crt: admin',
    'secret b/a, ca.crt: CA',
  ]);
  const value = { kind: 'Secret', metadata: { name: 'prod-kubeconfig' }, data: { value: base64(kubeconfig) } };
  const inside = ['secret prod-kubeconfig, value, cluster c: CA', 'secret prod-kubeconfig, value, user u: admin'];
  t.same(found(value), inside);
  t.same(found({ kind: 'List', items: [value, { kind: 'ConfigMap', data: tls }, 5] }), inside);
  t.same(found({ kind: 'SecretList', items: [{ ...value, kind: undefined }] }), inside);
  t.end();
});

void t.test('stringData replaces data', (t) => {
  const data = { a: base64(admin.pem), b: base64('nothing') };
  t.same(found({ kind: 'Secret', data, stringData: { a: authority.pem } }), ['secret , a: CA']);
  t.end();
});

void t.test('broken ones', (t) => {
  t.same(found({ kind: 'Secret', data: { a: base64(admin.pem.slice(0, 99)) } }), ['secret , a: pem_malformed']);
  const odd = [{}, { data: [] }, { data: 5 }, { data: { a: 5, b: 'no base64', c: base64('-data: [') } }];
  for (const one of odd) t.same(found({ kind: 'Secret', ...one }), []);
  for (const other of [null, 5, [], { kind: 'Pod' }, { kind: 'List' }]) t.same(found(other), []);
  t.end();
});
