import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import t from 'tap';
import { createPacedParts } from '../../src/web/paced-parts.js';

void t.test('all parts in order, and few of all bodies in a turn', async (t) => {
  const lengths = fc.array(fc.nat(40), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 3 }),
      async (all, bytes, perTurn) => {
        const parts = createPacedParts(bytes, perTurn);
        let inTurn = 0;
        let most = 0;
        const over = new AbortController();
        const watching = (async () => {
          while (!over.signal.aborted) {
            inTurn = 0;
            await setImmediate();
          }
        })();
        const bodies = all.map((length) => Array.from({ length }, (_, i) => Buffer.alloc(i % 11, i)));
        const read = bodies.map(async (body) => {
          const seen: Buffer[] = [];
          for await (const part of parts(body)) {
            seen.push(part);
            inTurn += 1;
            most = Math.max(most, inTurn);
          }
          return Buffer.concat(seen);
        });
        const joined = await Promise.all(read);
        over.abort();
        await watching;
        return most <= 2 * perTurn && joined.every((each, i) => each.equals(Buffer.concat(bodies[i]!)));
      },
    ),
    { numRuns: 50 },
  );
  t.pass();
});
