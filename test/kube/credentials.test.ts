import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { formatProblem } from '../../src/document/problem.js';
import type { FileContent, ReadFile } from '../../src/document/read-file.js';
import type { ClusterAccess, Source } from '../../src/kube/cluster-access.js';
import { readCredentials } from '../../src/kube/credentials.js';
import { createSecret } from '../../src/net/secret.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const client = await authority.issue({ commonName: 'ada', usage: 'client' });

const file = (path: string): Source => ({ kind: 'file', path, origin: { file: '/k', line: 3, column: 5, path } });
const inline = (text: string): Source => ({
  kind: 'inline',
  text: createSecret(text),
  origin: { file: '/k', path: 'inline' },
});

/** Reads from a table. Files that it does not contain are missing. */
function reader(files: Readonly<Record<string, string>>): ReadFile {
  return (path): Promise<FileContent> => {
    const text = files[path];
    const content: FileContent =
      text === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(text) };
    return Promise.resolve(content);
  };
}

const access = (change: Partial<ClusterAccess>) => accessTo(1, { ca: undefined, ...change });

void t.test('without sources there are no credentials', async (t) => {
  t.same(await readCredentials(access({}), reader({})), {
    ok: true,
    credentials: { ca: undefined, clientCertificate: undefined, token: undefined },
  });
});

void t.test('CA, client certificate and token, from files or inline', async (t) => {
  const both = `${client.key}\nBag Attributes\n${client.pem}`;
  const result = await readCredentials(
    access({
      ca: inline(authority.pem),
      clientCertificate: { certificate: file('/both.pem'), key: file('/both.pem') },
      token: file('/token'),
    }),
    reader({ '/both.pem': both, '/token': ' s3cret\n' }),
  );
  if (!result.ok) throw new Error('it must be read');
  const { ca, clientCertificate, token } = result.credentials;
  t.same(ca, [Buffer.from(authority.der)]);
  t.equal(token?.reveal(), 's3cret');
  t.equal(clientCertificate?.certificate.trim(), client.pem.trim(), 'without the key in the same file');
  t.equal(clientCertificate?.key.reveal().trim(), client.key.trim());
  t.notMatch(JSON.stringify(result), /s3cret|PRIVATE KEY/);
});

void t.test('each call reads the files again', async (t) => {
  const files = { '/token': 'first' };
  const pod = access({ token: file('/token') });
  t.match(await readCredentials(pod, reader(files)), { credentials: { token: { reveal: Function } } });
  files['/token'] = 'second';
  const result = await readCredentials(pod, reader(files));
  t.equal(result.ok && result.credentials.token?.reveal(), 'second');
});

void t.test('no credential is read where logging in is not allowed', async (t) => {
  const source = { token: file('/token'), clientCertificate: { certificate: file('/c'), key: file('/k') } };
  const nothing: ReadFile = (path) => Promise.reject(new Error(`read ${path}`));
  for (const change of [{ insecure: true }, { unsupported: [{ file: '/k', path: 'exec', message: 'no' }] }]) {
    t.same(await readCredentials(access({ ...source, ...change }), nothing), {
      ok: true,
      credentials: { ca: undefined, clientCertificate: undefined, token: undefined },
    });
  }
});

void t.test('all problems are reported, without the values', async (t) => {
  const result = await readCredentials(
    access({
      ca: file('/ca'),
      clientCertificate: { certificate: file('/crt'), key: inline('s3cret') },
      token: file('/token'),
    }),
    reader({ '/ca': authority.pem, '/crt': client.pem.slice(0, -30), '/token': 's3cret in two words' }),
  );
  if (result.ok) throw new Error('it must fail');
  t.same(result.ca, [Buffer.from(authority.der)], 'the readable part of the CA is still returned');
  t.same(result.problems.map(formatProblem), [
    '/k:3:5: /crt: "/crt": expected PEM of a certificate',
    '/k: inline: expected PEM of a private key',
    '/k:3:5: /token: "/token": expected a token: one line of printable ASCII',
  ]);
  const missing = await readCredentials(access({ ca: file('/gone'), token: inline('') }), reader({}));
  t.same(missing.ok ? [] : missing.problems.map(formatProblem), [
    '/k:3:5: /gone: "/gone": no such file',
    '/k: inline: expected a token: one line of printable ASCII',
  ]);
  const broken = await readCredentials(access({ ca: inline('-----BEGIN NOTHING-----') }), reader({}));
  t.match(broken, { ok: false, ca: undefined, problems: [{ message: /no certificate/ }] });
});
