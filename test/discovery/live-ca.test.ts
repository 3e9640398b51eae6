import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { certificatesIn, derOf, fileWith, following, one, three, two } from './live-ca-fixture.js';

void t.test('a file that stays as it is costs a stat, for all who ask at the same time', async (t) => {
  const { live, asked, pass } = following(fileWith(t, `${one}\n`));
  pass(10);
  const first = await live.now();
  for (let count = 0; count < 5; count += 1) {
    const all = await Promise.all(Array.from({ length: 1000 }, () => live.now()));
    t.ok(all.every((known) => known === first));
  }
  t.same({ ...asked }, { stat: 7, read: 1, changes: [] });
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
