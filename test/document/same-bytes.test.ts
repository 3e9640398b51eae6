import fc from 'fast-check';
import t from 'tap';
import type { AskFileState } from '../../src/document/file-state.js';
import type { FileContent } from '../../src/document/read-file.js';
import { createSameBytes } from '../../src/document/same-bytes.js';

const minutes = 60_000;

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
  const read = createSameBytes((path) => Promise.resolve({ ok: true, bytes: Buffer.from(path.padEnd(10_000, 'x')) }), {
    maxBytes: 100_000,
  });
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

/** A file whose clock ticks every `tick` milliseconds. */
function restingFile(tick = 2_000) {
  const file = { now: 0, text: 'one', written: 0, reads: 0, missing: false, ticksStay: false };
  const fileState: AskFileState = () =>
    Promise.resolve(
      file.missing
        ? { ok: false, failure: 'missing' }
        : { ok: true, stamp: `${file.text.length}:${file.written}`, changedAt: 0 },
    );
  const read = createSameBytes(
    () => {
      file.reads += 1;
      return Promise.resolve({ ok: true, bytes: Buffer.from(file.text) });
    },
    { rest: { fileState, monotonic: () => file.now } },
  );
  const write = (text: string) => {
    file.text = text;
    if (!file.ticksStay) file.written = Math.floor(file.now / tick) * tick;
  };
  const ask = async (later: number, limit = 100) => {
    file.now += later;
    const content = await read('a', limit);
    return content.ok ? Buffer.from(content.bytes).toString() : content.failure;
  };
  return { file, write, ask };
}

void t.test('a file that rests is not read', async (t) => {
  const { file, write, ask } = restingFile();
  for (const later of [0, 1_000, 1_999]) t.equal(await ask(later), 'one');
  t.equal(file.reads, 3, 'it may have changed within a tick');
  t.equal(await ask(1), 'one');
  t.equal(file.reads, 4);
  for (let scrape = 0; scrape < 4; scrape += 1) t.equal(await ask(1 * minutes), 'one');
  t.equal(file.reads, 4);
  t.equal(await ask(0, 2), 'too_large', 'the limit of who asks counts');
  write('two');
  t.equal(await ask(0), 'two');
  t.equal(file.reads, 5);
  write('six');
  t.equal(await ask(0), 'six', 'within a tick, at the same length');
  file.missing = true;
  t.equal(await ask(minutes), 'missing');
  file.missing = false;
  t.equal(await ask(0), 'six');
});

void t.test('a file system that shows no change is not believed for ever', async (t) => {
  const { file, write, ask } = restingFile();
  for (const later of [0, 1, 2_000, 2_000]) await ask(later);
  file.ticksStay = true;
  write('two');
  t.equal(await ask(4 * minutes), 'one');
  t.equal(await ask(6 * minutes), 'two');
});

void t.test('whatever is written between two readings is seen by the second', async () => {
  const step = fc.record({ later: fc.nat(5_000), text: fc.option(fc.constantFrom('one', 'two', 'six')) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { file, write, ask } = restingFile();
      for (const { later, text } of steps) {
        if (text !== null) write(text);
        if ((await ask(later)) !== file.text) throw new Error(`not ${file.text}`);
      }
    }),
  );
});
