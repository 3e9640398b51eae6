import { chmodSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { askFileState } from '../../src/document/file-state.js';
import { certificatesIn, derOf, fileWith, following, one, two } from './live-ca-fixture.js';

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

void t.test('a file that is written between stat and read has not rested', async (t) => {
  const stamps = ['a', 'b'];
  const fileState = () => Promise.resolve({ ok: true, stamp: stamps.shift() ?? 'c', changedAt: 0 } as const);
  const { live } = following(fileWith(t, two), { fileState });
  t.same(certificatesIn(await live.now()), [derOf(one)]);
  t.same(certificatesIn(await live.now()), [derOf(two)]);
});

void t.test('a mount that comes back with the same file', async (t) => {
  let isMounted = true;
  const { live, pass } = following(fileWith(t, one), {
    fileState: (file) => (isMounted ? askFileState(file) : Promise.resolve({ ok: false, failure: 'missing' })),
  });
  pass(10);
  const problems: (string | undefined)[] = [];
  for (isMounted of [true, false, true]) problems.push((await live.now()).source.problem);
  t.same(problems, [undefined, 'no such file', undefined]);
});

void t.test('a file of the future counts once it was the same for two seconds', async (t) => {
  const path = fileWith(t, two);
  const fileState = () => Promise.resolve({ ok: true, stamp: 'a', changedAt: Date.now() / 1000 + 1e6 } as const);
  const { live, pass } = following(path, { fileState });
  t.same(certificatesIn(await live.now()), [derOf(one)]);
  pass(3);
  t.same(certificatesIn(await live.now()), [derOf(two)]);
});
