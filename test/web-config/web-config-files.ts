import { hashSync } from 'bcryptjs';
import { type Authority, createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import { formatProblem } from '../../src/document/problem.js';
import { loadWebConfig } from '../../src/web-config/load-web-config.js';
import type { ReadFileNow } from '../../src/web-config/read-file-now.js';

export const authority: Authority = await createAuthority({ commonName: 'a CA' });

export const server: IssuedCertificate = await authority.issue({
  commonName: 'exporter',
  dnsNames: ['exporter.example'],
  ipAddresses: ['127.0.0.1'],
});

/** bcrypt of `secret`, at the least cost. */
export const hashOfSecret: string = hashSync('secret', 4);

/** The files that web configurations name in these tests. */
export const files: Readonly<Record<string, string>> = {
  'server.crt': server.identity.cert,
  'server.key': server.key,
  'other.key': authority.key,
  'ca.crt': authority.pem,
  'junk.pem': 'junk',
};

/** A reader of files in memory, in the folder /etc. */
export function readerOf(more: Readonly<Record<string, string>> = {}): ReadFileNow {
  const all: Readonly<Record<string, string>> = { ...files, ...more };
  return (path) => {
    const text = all[path.replace('/etc/', '')];
    return text === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(text) };
  };
}

/** Returns the problems of this text as a web configuration, one per line, without the file's name. */
export function webConfigProblems(yaml: string): readonly string[] {
  const loaded = loadWebConfig('/etc/web.yml', readerOf({ 'web.yml': yaml }));
  return loaded.ok ? [] : loaded.problems.map((problem) => formatProblem(problem).replace('/etc/web.yml:', ''));
}
