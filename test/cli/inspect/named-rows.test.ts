import t from 'tap';
import { inspectNamed } from '../../../src/cli/inspect/named-rows.js';
import type { FileContent } from '../../../src/document/read-file.js';
import { inspectCertificate } from './certificate-fixture.js';

const decoded = inspectCertificate({ dnsNames: ['a'] });
const pem = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const kubeconfig = `
clusters: [{name: c, cluster: {certificate-authority: ca.crt}}]
users:
- {name: u, user: {client-certificate: u.pem, client-key: u.pem}}
- {name: v, user: {client-certificate: gone.crt, client-key: gone.key}}
`;

/** Inspects a kubeconfig beside these files, and returns what was read as well. */
async function inspect(content: FileContent, judge?: () => undefined) {
  const files: Readonly<Record<string, string>> = { '/k/ca.crt': pem, '/k/u.pem': `${pem}-----BEGIN PRIVATE KEY-----` };
  const asked: string[] = [];
  const rows = await inspectNamed('/k/a.conf', content, ['a'], {
    maxBytes: 1024,
    decode: () => ({ ok: true, certificate: decoded }),
    readEmbedded: () => Promise.reject(new Error('what they embed is not followed')),
    judge,
    exists: (path) => Promise.resolve(path in files),
    read: (path) => {
      asked.push(path);
      const text = files[path];
      return Promise.resolve(
        text === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(text) },
      );
    },
  });
  return { rows, asked };
}

void t.test('each file that a kubeconfig names', async (t) => {
  const { rows, asked } = await inspect({ ok: true, bytes: Buffer.from(kubeconfig) });
  const names = [{ name: 'a', covered: true }];
  t.same(rows, [
    { source: '/k/ca.crt', position: 1, entry: 'cluster c', certificate: decoded, names },
    { source: '/k/u.pem', position: 1, entry: 'user u', certificate: decoded, names },
    { source: '/k/gone.crt', position: 1, entry: 'user v', error: { reason: 'file_missing', message: 'no such file' } },
    {
      source: '/k/gone.key',
      position: 1,
      entry: 'user v',
      error: { reason: 'file_missing', message: 'no such file: the key' },
    },
  ]);
  t.same(asked, ['/k/ca.crt', '/k/u.pem', '/k/gone.crt'], 'no key is read');
});

void t.test('they are not judged as chains', async (t) => {
  const { rows } = await inspect({ ok: true, bytes: Buffer.from(kubeconfig) }, () => undefined);
  t.match(rows[0], { chain: { notJudged: /^no server sends/ } });
});

void t.test('other files name none', async (t) => {
  t.same((await inspect({ ok: true, bytes: Buffer.from(pem) })).rows, []);
  t.same((await inspect({ ok: false, failure: 'missing' })).rows, []);
});
