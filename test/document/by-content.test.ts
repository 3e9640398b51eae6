import t from 'tap';
import { createByContent } from '../../src/document/by-content.js';

interface Made {
  readonly text: string;
  readonly number: number;
}

function counting(options?: Parameters<typeof createByContent<Made>>[1]) {
  let count = 0;
  const make = createByContent<Made>(
    (bytes) => Promise.resolve({ text: Buffer.from(bytes).toString(), number: ++count }),
    options,
  );
  return (text: string) => make(Buffer.from(text));
}

void t.test('equal bytes are parsed once, at the same time and later', async (t) => {
  const make = counting();
  const [first, same] = await Promise.all([make('a'), make('a')]);
  t.equal(first, same);
  t.equal(await make('a'), first);
  t.same(await make('b'), { text: 'b', number: 2 });
  t.equal(await make('a'), first);
});

void t.test('what holds too much is dropped, and parsed again', async (t) => {
  const make = counting({ maxBytes: 10_000 });
  await make('a');
  for (let index = 0; index < 200; index += 1) await make(String(index));
  t.same(await make('a'), { text: 'a', number: 202 });
});

void t.test('a value that is not final is asked for again', async (t) => {
  const make = counting({ isFinal: ({ number }) => number > 1 });
  t.same(
    [await make('a'), await make('a'), await make('a')].map(({ number }) => number),
    [1, 2, 2],
  );
});
