import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import { type ClientCa, readClientCa } from '../../../src/cli/inspect/client-ca.js';
import { base64 } from '../../fixtures/base64.js';

const [one, two] = [await createAuthority({ commonName: 'one' }), await createAuthority({ commonName: 'two' })];
const twice = { oid: '1.2.3', value: Uint8Array.of(5, 0) };
const refused = await createAuthority({ commonName: 'refused', extensions: [twice, twice] });

/** Reads the CA from `ca` among these files. */
function read(files: Readonly<Record<string, string | Uint8Array>>, ca = 'ca'): Promise<ClientCa> {
  const maxBytes = 1024;
  return readClientCa(ca, {
    maxBytes,
    read: (file) => {
      const content = files[file];
      return Promise.resolve(
        content === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(content) },
      );
    },
  });
}

async function subjects(files: Parameters<typeof read>[0], ca?: string) {
  const result = await read(files, ca);
  return result.ok ? result.roots.certificates.map(({ subject }) => subject.commonName) : result.message;
}

const expected = 'expected the CA that clients have, such as /etc/kubernetes/pki/ca.crt or a kubeconfig';

void t.test('PEM, DER and kubeconfigs', async (t) => {
  t.same(await subjects({ ca: `${one.pem}\n${two.pem}` }), ['one', 'two']);
  t.same(await subjects({ ca: one.der }), ['one']);
  const kubeconfig = (cluster: string) => `clusters: [{name: c, cluster: {${cluster}}}]`;
  t.same(await subjects({ '-': kubeconfig(`certificate-authority-data: ${base64(two.pem)}`) }, '-'), ['two']);
  t.same(
    await subjects({ '/a/c.conf': kubeconfig('certificate-authority: ca.crt'), '/a/ca.crt': one.pem }, '/a/c.conf'),
    ['one'],
  );
});

void t.test('certificates that Go cannot read are left out', async (t) => {
  const broken = '-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n';
  const ca = `${refused.pem}\n${one.pem}\n${broken}`;
  t.same(await subjects({ ca }), ['one']);
  t.match(await read({ ca }), {
    leftOut: [
      'certificate 1: x509: certificate contains duplicate extension with OID "1.2.3"',
      'certificate 3: CERTIFICATE: broken base64',
    ],
  });
  t.equal(
    await subjects({ ca: refused.pem }),
    `no certificate that a Go client can read: certificate 1: x509: certificate contains duplicate extension with OID "1.2.3"; ${expected}`,
  );
});

void t.test('files without a CA', async (t) => {
  t.equal(await subjects({}), `no such file; ${expected}`);
  for (const ca of ['', 'hello', 'users: []', Uint8Array.of(0xff, 0)])
    t.equal(await subjects({ ca }), `no certificate, neither PEM nor DER, and no kubeconfig; ${expected}`);
});

void t.test('kubeconfigs without a CA', async (t) => {
  t.equal(
    await subjects({ ca: 'clusters: 5' }),
    "as a kubeconfig: ca:1:11: clusters: found a number, expected a list of at most 10000 entries; or give the CA's own file",
  );
  t.match(await subjects({ '-': 'clusters: []' }, '-'), /^as a kubeconfig: standard input: found no cluster/);
  const named = 'clusters: [{name: c, cluster: {certificate-authority: /ca.crt}}]';
  t.equal(await subjects({ ca: named }), `its certificate-authority /ca.crt: no such file; ${expected}`);
  t.equal(
    await subjects({ ca: named, '/ca.crt': 'x' }),
    'its certificate-authority /ca.crt: no certificate, neither PEM nor DER',
  );
  const data = `clusters: [{name: c, cluster: {certificate-authority-data: ${base64('s3cret')}}}]`;
  t.equal(await subjects({ ca: data }), 'its certificate-authority-data: no certificate, neither PEM nor DER');
});
