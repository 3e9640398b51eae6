import { Readable } from 'node:stream';
import t from 'tap';
import { readStream } from '../../../src/cli/inspect/read-stream.js';

const stream = (...chunks: readonly string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

void t.test('a whole stream', async (t) => {
  t.same(await readStream(stream('ab', 'c'), 3), { ok: true, bytes: Buffer.from('abc') });
  t.same(await readStream(stream(), 3), { ok: true, bytes: Buffer.of() });
});

void t.test('one byte too many', async (t) => {
  const endless = stream('ab', 'cd', 'ef');
  t.same(await readStream(endless, 3), { ok: false, failure: 'too_large' });
  t.ok(endless.destroyed, 'the rest is not read');
});

void t.test('a stream that fails', async (t) => {
  const broken = new Readable({ read: () => broken.destroy(new Error('EISDIR')) });
  t.same(await readStream(broken, 3), { ok: false, failure: 'unreadable' });
});
