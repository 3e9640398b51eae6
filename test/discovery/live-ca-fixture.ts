import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { Test } from 'tap';
import type { KnownCa } from '../../src/discovery/ca-source.js';
import { createLiveCa, type LiveCaDependencies } from '../../src/discovery/live-ca.js';
import { askFileState } from '../../src/document/file-state.js';
import { readFile } from '../../src/document/read-file.js';

export const [one = '', two = '', three = ''] = rootCertificates;
export const derOf = (pem: string): Uint8Array => new X509Certificate(pem).raw;

/** Follows a file whose first content is `one`, on a clock that a test sets forward. Counts what is asked of the file system. */
export function following(path: string, change: Partial<LiveCaDependencies> = {}) {
  let ahead = 0;
  const asked = { stat: 0, read: 0, changes: [] as KnownCa[] };
  const live = createLiveCa(path, [derOf(one)], {
    read: (...request) => {
      asked.read += 1;
      return readFile(...request);
    },
    fileState: (file) => {
      asked.stat += 1;
      return askFileState(file);
    },
    clock: { now: () => Date.now() / 1000 + ahead, monotonic: () => performance.now() + ahead * 1000 },
    changed: (now) => asked.changes.push(now),
    ...change,
  });
  return { live, asked, pass: (seconds: number) => void (ahead += seconds) };
}

export function fileWith(t: Pick<Test, 'testdir'>, content: string): string {
  return `${t.testdir({ 'ca.crt': content })}/ca.crt`;
}

export const certificatesIn = ({ certificates }: KnownCa) => certificates.map((each) => Buffer.from(each));
