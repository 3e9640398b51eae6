import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import t from 'tap';
import { inPieces } from '../../src/metrics/in-pieces.js';

void t.test('the same text, and no piece much longer than it needs to be', async (t) => {
  const lengths = fc.array(fc.oneof(fc.constant(0), fc.nat(200_000)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(lengths, async (all) => {
      const texts = all.map((length, i) => String(i).repeat(length));
      const pieces: string[] = [];
      for await (const piece of inPieces(texts)) pieces.push(piece);
      return pieces.join('') === texts.join('') && pieces.every((piece) => piece.length < 128 * 1024 + 200_000);
    }),
    { numRuns: 30 },
  );
  t.pass();
});

void t.test('texts are made in the turns of their pieces, also where they are empty', async (t) => {
  for (const text of ['x'.repeat(1000), '']) {
    let [inTurn, most, made] = [0, 0, 0];
    const over = new AbortController();
    const watching = (async () => {
      while (!over.signal.aborted) {
        inTurn = 0;
        await setImmediate();
      }
    })();
    const texts = function* texts() {
      for (; made < 10_000; made++) {
        inTurn += 1;
        most = Math.max(most, inTurn);
        yield text;
      }
    };
    let whole = '';
    for await (const piece of inPieces(texts())) whole += piece;
    t.equal(whole.length, 10_000 * text.length);
    over.abort();
    await watching;
    t.equal(made, 10_000);
    t.ok(most <= 4000, `${most} in a turn`);
  }
});
