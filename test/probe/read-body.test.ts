import t from 'tap';
import { readText } from '../../src/probe/read-body.js';

/** What is made of a body in these chunks, and how many of them were taken. */
async function read(maxBytes: number, ...chunks: readonly string[]): Promise<readonly unknown[]> {
  let taken = 0;
  async function* body(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) {
      taken += 1;
      yield await Promise.resolve(Buffer.from(chunk, 'latin1'));
    }
  }
  return [await readText(maxBytes)(200, body()), taken];
}

void t.test('the whole body', async (t) => {
  t.same(await read(10), ['', 0]);
  t.same(await read(10, 'one ', 'two'), ['one two', 2]);
  t.same(await read(7, 'one ', 'two'), ['one two', 2]);
  t.same(await read(7, '\xc3', '\xa4'), ['ä', 2], 'a character that is split');
});

void t.test('a body too long is not read to its end', async (t) => {
  t.same(await read(6, 'one ', 'two', 'three'), [undefined, 2]);
});
