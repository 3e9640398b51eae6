import t from 'tap';
import { mapProgress, startProgress } from '../../src/net/progress.js';

interface Parts {
  readonly one: number;
  readonly two: number;
}

/** Work that ends when `end` is called, after which both parts are known. */
function begin() {
  let end: () => void = () => undefined;
  const assembled: Partial<Parts>[] = [];
  const progress = startProgress<Parts, string>(
    (parts) => {
      assembled.push(parts);
      return JSON.stringify(parts);
    },
    async (learn) => {
      learn({ one: 1 });
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      learn({ two: 2 });
    },
  );
  return { progress, assembled, end: () => end() };
}

void t.test('the result can be read before the work ends', async (t) => {
  const { progress, end } = begin();
  t.equal(progress.soFar(), '{"one":1}');
  end();
  t.equal(await progress.done, '{"one":1,"two":2}');
});

void t.test('the whole result is made once', async (t) => {
  const { progress, assembled, end } = begin();
  end();
  const result = await progress.done;
  for (let i = 0; i < 3; i++) t.equal(progress.soFar(), result);
  t.equal(assembled.length, 1);
});

void t.test('mapped, before and after the end', async (t) => {
  const { progress, end } = begin();
  const length = mapProgress(progress, (text) => text.length);
  t.equal(length.soFar(), 9);
  end();
  t.equal(await length.done, 17);
  t.equal(length.soFar(), 17);
});
