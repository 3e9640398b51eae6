import fc from 'fast-check';
import t from 'tap';
import { askRepeatedly, repetitionOf } from '../../src/probe/ask-repeatedly.js';

const auto = repetitionOf({ loopbackLooks: 'auto' });

async function serversSeen(next: () => string | undefined, repetition = auto, isLate = (): boolean => false) {
  const asking = { first: next(), ask: () => Promise.resolve(next()), keyOf: (key: string | undefined) => key, isLate };
  const answers = await askRepeatedly(asking, repetition);
  return { asked: answers.length, servers: new Set(answers.filter((key) => key !== undefined)).size };
}

/** Servers that take turns in order. */
function inTurn(count: number): () => string {
  let at = 0;
  return () => `server-${at++ % count}`;
}

void t.test('a number means so many probes, and auto until no further server answers', async (t) => {
  for (const least of [1, 2, 3, 4, 5, 12, 64]) {
    t.equal((await serversSeen(inTurn(3), repetitionOf({ loopbackLooks: least }))).asked, least);
  }
  t.match(await serversSeen(inTurn(1)), { asked: 8, servers: 1 });
  t.match(await serversSeen(inTurn(3)), { asked: 36, servers: 3 });
  t.match(await serversSeen(inTurn(9)), { asked: 64, servers: 9 }, 'the most');
});

void t.test('auto finds every server that answers by chance', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat({ max: 1e6 })),
      async (count, numbers) => {
        const found = await serversSeen(() => `server-${(numbers.next().value as number) % count}`);
        t.ok(found.asked <= 64 && found.asked >= 8);
        t.ok(
          found.asked === 64 || found.servers === 1 || found.asked >= 12 * found.servers,
          `${found.asked} for ${found.servers}`,
        );
      },
    ),
  );
});

/** Marsaglia's xorshift32: every run has the same numbers. */
function byChance(count: number): () => string {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return `server-${(state >>> 8) % count}`;
  };
}

void t.test('of three servers that answer by chance, one is missed in less than one check of a thousand', async (t) => {
  const next = byChance(3);
  let missed = 0;
  for (let check = 0; check < 20_000; check++) if ((await serversSeen(next)).servers < 3) missed += 1;
  t.ok(missed < 20, `${missed}`);
});

void t.test('answers that say nothing of the server, and a deadline', async (t) => {
  t.match(await serversSeen(() => undefined), { asked: 8, servers: 0 });
  let left = 3;
  t.equal((await serversSeen(inTurn(1), auto, () => left-- <= 0)).asked, 4, 'no further probe begins when it is late');
});

void t.test('at most eight at once', async (t) => {
  let [now, most] = [0, 0];
  const ask = async (): Promise<string> => {
    most = Math.max(most, ++now);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    now -= 1;
    return 'a';
  };
  await askRepeatedly({ first: 'a', ask, keyOf: (key) => key, isLate: () => false }, { least: 20, most: 20 });
  t.equal(most, 8);
});
