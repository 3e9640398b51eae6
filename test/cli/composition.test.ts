import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { compose } from '../../src/cli/composition.js';

void t.test('probes share everything, and a new limit counts those that run already', async (t) => {
  const { probing } = await compose('1.2.3');
  const before = probing(2);
  let end: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const running = [1, 2].map(() => before.concurrency.run(() => held));
  const after = probing(1);
  t.equal(after, before);
  let begun = false;
  const next = after.takeTurn('any', () => after.concurrency.run(() => Promise.resolve((begun = true))));
  await new Promise((resolve) => setImmediate(resolve));
  t.notOk(begun);
  end();
  await Promise.all([...running, next]);
});

void t.test('the limit of handshakes does not count silent peers', async (t) => {
  const { concurrency } = (await compose('')).probing(1);
  let end: () => void = () => undefined;
  const silent = concurrency.run(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  const begun = performance.now();
  t.equal(await concurrency.run(() => Promise.resolve('next')), 'next');
  t.ok(performance.now() - begun > 200, 'it waited for the silent one');
  end();
  await silent;
});

void t.test('the real resolver, clock and decoder', async (t) => {
  const { resolve, clock, decode } = (await compose('')).probing(1);
  t.same(await resolve({ kind: 'ip', text: '10.0.0.1' }), ['10.0.0.1']);
  t.ok((await resolve({ kind: 'dns', text: 'localhost' })).length > 0);
  t.ok(Math.abs(clock.now() - Date.now() / 1000) < 5);
  const { der } = await createAuthority({ commonName: 'ca' });
  const decoded = decode(der);
  t.match(decoded, { ok: true, certificate: { subjectCommonName: 'ca' } });
  t.equal(decode(new Uint8Array(der)), decoded, 'decoded once');
});

void t.test('targets and files are found where the process runs', async (t) => {
  const { finding, reading } = await compose('1.2.3');
  t.equal(finding.userAgent, 'apiserver-cert-exporter/1.2.3');
  t.equal(finding.env, process.env);
  t.ok(finding.clock.monotonic() > 0);
  const folder = t.testdir();
  await writeFile(join(folder, 'a.crt'), 'a');
  t.match(await reading.expand(folder, '*.crt'), { paths: [join(folder, 'a.crt')] });
});
