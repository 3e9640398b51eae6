import { chmodSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import type { KnownCa } from '../../src/discovery/ca-source.js';
import { createLiveCa, type LiveCaDependencies } from '../../src/discovery/live-ca.js';
import { askFileState } from '../../src/document/file-state.js';
import { readFile } from '../../src/document/read-file.js';

const [one = '', two = '', three = ''] = rootCertificates;
const derOf = (pem: string): Uint8Array => new X509Certificate(pem).raw;

/** Follows a file whose first content is `one`, on a clock that a test sets forward. Counts what is asked of the file system. */
function following(path: string, change: Partial<LiveCaDependencies> = {}) {
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

function fileWith(t: Test, content: string): string {
  return `${t.testdir({ 'ca.crt': content })}/ca.crt`;
}

const certificatesIn = ({ certificates }: KnownCa) => certificates.map((each) => Buffer.from(each));

void t.test('a file that stays as it is costs a stat, for all who ask at the same time', async (t) => {
  const { live, asked, pass } = following(fileWith(t, `${one}\n`));
  pass(10);
  const first = await live.now();
  for (let count = 0; count < 5; count += 1) {
    const all = await Promise.all(Array.from({ length: 1000 }, () => live.now()));
    t.ok(all.every((known) => known === first));
  }
  t.same({ ...asked }, { stat: 6, read: 1, changes: [] });
  pass(60);
  t.equal(await live.now(), first, 'the same object, although the file was read again');
  t.equal(asked.read, 2);
});

void t.test('a further CA counts at once, one that is gone after two seconds', async (t) => {
  const path = fileWith(t, one);
  const { live, asked, pass } = following(path);
  writeFileSync(path, `${one}\n${two}`);
  t.same(certificatesIn(await live.now()), [derOf(one), derOf(two)]);
  writeFileSync(path, two);
  t.same(certificatesIn(await live.now()), [derOf(one), derOf(two)]);
  pass(2.5);
  t.same(certificatesIn(await live.now()), [derOf(two)]);
  t.equal(asked.changes.length, 2);
});

void t.test('a rename and the swap of a link are followed', async (t) => {
  const folder = t.testdir({ old: { 'ca.crt': one }, new: { 'ca.crt': `${one}\n${two}` } });
  symlinkSync('old', `${folder}/..data`);
  symlinkSync('..data/ca.crt', `${folder}/ca.crt`);
  const { live, pass } = following(`${folder}/ca.crt`);
  pass(10);
  t.equal((await live.now()).certificates.length, 1);
  symlinkSync('new', `${folder}/..data_tmp`);
  renameSync(`${folder}/..data_tmp`, `${folder}/..data`);
  t.equal((await live.now()).certificates.length, 2);
  writeFileSync(`${folder}/new/tmp`, `${one}\n${two}\n${three}`);
  renameSync(`${folder}/new/tmp`, `${folder}/new/ca.crt`);
  t.equal((await live.now()).certificates.length, 3);
});

void t.test('what cannot be used changes nothing, and is said once', async (t) => {
  const path = fileWith(t, one);
  const { live, asked, pass } = following(path);
  pass(10);
  const { certificates } = await live.now();
  const problems: (string | undefined)[] = [];
  const change = async (work: () => void) => {
    work();
    pass(10);
    const known = await live.now();
    t.equal(await live.now(), known);
    t.equal(known.certificates, certificates, 'the same certificates');
    problems.push(known.source.problem);
  };
  await change(() => writeFileSync(path, ''));
  await change(() => writeFileSync(path, `${one}\n${two.slice(0, 300)}`));
  await change(() => writeFileSync(path, one.slice(0, 300)));
  await change(() => writeFileSync(path, 'x'.repeat(1024 * 1024 + 1)));
  await change(() => unlinkSync(path));
  await change(() => symlinkSync('ca.crt', path));
  await change(() => {
    rmSync(path);
    writeFileSync(path, one);
  });
  t.same(problems, [
    'no certificate, neither PEM nor DER',
    'it breaks off within a certificate, as a file that is half written',
    'certificate 1: BEGIN CERTIFICATE without its END',
    'larger than 1048576 bytes',
    'no such file',
    'its symbolic links form a loop',
    undefined,
  ]);
  t.equal(asked.changes.length, problems.length, 'one event for each');
});

void t.test(
  'a file that may not be read any more',
  { skip: process.getuid?.() === 0 && 'root reads all' },
  async (t) => {
    const path = fileWith(t, one);
    const { live } = following(path);
    chmodSync(path, 0);
    t.match(await live.now(), { certificates: { length: 1 }, source: { problem: 'no permission to read it' } });
  },
);

void t.test('a file system that hangs is not waited for', async (t) => {
  const { live, asked } = following('/ca.crt', { fileState: () => new Promise(() => undefined) });
  const begun = performance.now();
  t.match(await live.now(), { certificates: { length: 1 }, source: { problem: undefined } });
  t.ok(performance.now() - begun < 2000);
  await live.now();
  t.equal(asked.read, 0);
  const dead = following('/ca.crt', { fileState: () => Promise.resolve({ ok: false, failure: 'unanswered' }) });
  t.match(await dead.live.now(), { source: { problem: /does not answer/ } });
});

void t.test('a file of the future counts once it was the same for two seconds', async (t) => {
  const path = fileWith(t, two);
  const fileState = () => Promise.resolve({ ok: true, stamp: 'a', changedAt: Date.now() / 1000 + 1e6 } as const);
  const { live, pass } = following(path, { fileState });
  t.same(certificatesIn(await live.now()), [derOf(one)]);
  pass(3);
  t.same(certificatesIn(await live.now()), [derOf(two)]);
});

void t.test('a reload counts whatever was kept', async (t) => {
  const path = fileWith(t, `${two}\n${one.slice(0, 100)}`);
  const { live, pass } = following(path);
  pass(10);
  t.same(certificatesIn(await live.now()), [derOf(one)]);
  live.loaded([derOf(two)]);
  t.same(certificatesIn(await live.now()), [derOf(two)]);
});

void t.test('however a bundle is written, no CA is lost on the way', async () => {
  const all = [one, two, three];
  const bundles = fc.uniqueArray(fc.constantFrom(...all), { minLength: 1 }).map((list) => list.join('\n'));
  await fc.assert(
    fc.asyncProperty(bundles, fc.array(fc.nat(5000), { maxLength: 8 }), async (after, cuts) => {
      let content = '';
      const { live } = following('/ca.crt', {
        read: () => Promise.resolve({ ok: true, bytes: Buffer.from(content) }),
        fileState: () => Promise.resolve({ ok: true, stamp: String(content.length), changedAt: Date.now() / 1000 }),
      });
      for (const cut of cuts.toSorted((a, b) => a - b)) {
        content = after.slice(0, cut);
        const known = certificatesIn(await live.now());
        if (!known.some((each) => each.equals(derOf(one)))) return false;
      }
      return true;
    }),
  );
});
