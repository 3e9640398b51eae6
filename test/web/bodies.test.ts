import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import t from 'tap';
import { type Body, gzipBody, plainBody, type TextInPieces } from '../../src/web/bodies.js';

const bytesOf = ({ parts }: Body): Buffer => Buffer.concat(parts);
const inPieces = (pieces: readonly string[]): TextInPieces => ({ pieces: () => pieces });

void t.test('bodies have the bytes of the text, however it is cut', async (t) => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', 'é'.repeat(70_000), 'metric{a="1"} 1\n'.repeat(50_000)),
    ),
    { maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, async (all) => {
      const whole = Buffer.from(all.join(''));
      for (const text of [inPieces(all), all.join('')]) {
        const [plain, compressed] = await Promise.all([plainBody(text), gzipBody(text)]);
        if (plain.length !== whole.length || !bytesOf(plain).equals(whole)) return false;
        if (compressed.length !== bytesOf(compressed).length) return false;
        if (!gunzipSync(bytesOf(compressed)).equals(whole)) return false;
      }
      return true;
    }),
    { numRuns: 30 },
  );
  t.pass();
});

void t.test('a fault while the text is written is one of the body', async (t) => {
  const faulty: TextInPieces = {
    pieces: function* pieces() {
      yield 'a'.repeat(100_000);
      throw new Error('fault');
    },
  };
  for (const make of [plainBody, gzipBody]) await t.rejects(make(faulty), { message: 'fault' });
});
