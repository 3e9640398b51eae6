import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { trustedRoots } from '../../src/net/trusted-roots.js';

const authority = await createAuthority({ commonName: 'kubernetes' });

void t.test('a CA is read once', (t) => {
  const ca = [authority.der, Uint8Array.of(1)];
  const roots = trustedRoots(ca);
  t.same(
    roots.certificates.map(({ raw }) => Buffer.from(raw)),
    [Buffer.from(authority.der)],
    'without what Go cannot read',
  );
  t.equal(trustedRoots(ca), roots);
  t.same(trustedRoots([]).certificates, []);
  t.end();
});

void t.test('without a CA, the public roots are trusted', (t) => {
  const roots = trustedRoots(undefined);
  t.equal(trustedRoots(undefined), roots);
  t.ok(roots.certificates.length > 0.9 * tls.rootCertificates.length);
  t.end();
});

void t.test('NODE_EXTRA_CA_CERTS is trusted, too, on a Node that tells', (t) => {
  const file = join(t.testdir(), 'extra.crt');
  writeFileSync(file, authority.pem);
  const module = JSON.stringify(new URL('../../src/net/trusted-roots.js', import.meta.url).href);
  const script = `import(${module}).then(({ trustedRoots }) =>
    console.log(trustedRoots(undefined).certificates.map(({ raw }) => Buffer.from(raw).toString('hex')).join()))`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  t.equal(stdout.includes(Buffer.from(authority.der).toString('hex')), 'getCACertificates' in tls);
  t.end();
});
