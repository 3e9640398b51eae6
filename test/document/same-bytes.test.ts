import t from 'tap';
import type { FileContent } from '../../src/document/read-file.js';
import { createSameBytes } from '../../src/document/same-bytes.js';

void t.test('a file that has not changed gives the same object', async (t) => {
  const files = new Map([
    ['a', 'one'],
    ['b', 'one'],
  ]);
  const read = createSameBytes((path) => {
    const text = files.get(path);
    const content: FileContent =
      text === undefined ? { ok: false, failure: 'missing' } : { ok: true, bytes: Buffer.from(text) };
    return Promise.resolve(content);
  });
  const bytesOf = async (path: string) => {
    const content = await read(path, 100);
    return content.ok ? content.bytes : undefined;
  };
  const first = await bytesOf('a');
  t.equal(await bytesOf('a'), first);
  t.not(await bytesOf('b'), first);
  files.set('a', 'two');
  const second = await bytesOf('a');
  t.same(second, Buffer.from('two'));
  t.equal(await bytesOf('a'), second);
  t.same(await read('c', 100), { ok: false, failure: 'missing' });
  files.delete('a');
  t.equal(await bytesOf('a'), undefined);
});

void t.test('what it remembers is bounded', async (t) => {
  const read = createSameBytes(
    (path) => Promise.resolve({ ok: true, bytes: Buffer.from(path.padEnd(10_000, 'x')) }),
    100_000,
  );
  const first = await read('0', 100);
  for (let file = 1; file < 50; file += 1) await read(String(file), 100);
  const again = await read('0', 100);
  t.same(first, again);
  t.not(first.ok && first.bytes, again.ok && again.bytes);
});

void t.test('who asks at the same time shares one reading', async (t) => {
  let count = 0;
  const read = createSameBytes(() => {
    count += 1;
    return new Promise((resolve) => setImmediate(() => resolve({ ok: true, bytes: Buffer.from(String(count)) })));
  });
  const asked = Array.from({ length: 200 }, () => read('a', 100));
  const [first, ...others] = await Promise.all(asked);
  t.ok(others.every((other) => other === first));
  t.equal(count, 1);
  await read('a', 100);
  t.equal(count, 2, 'later ones read again');
  await Promise.all([read('a', 100), read('a', 1), read('b', 100)]);
  t.equal(count, 5, 'with another limit, or of another file, as well');
});
