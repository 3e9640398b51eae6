import t from 'tap';
import { withTimeLimit } from '../../src/kube/time-limit.js';

const never = (signal: AbortSignal): Promise<'done'> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('done'));
  });

void t.test('what ends in time is the result', async (t) => {
  t.equal(await withTimeLimit(10_000, undefined, () => Promise.resolve(7)), 7);
  await t.rejects(
    withTimeLimit(10_000, undefined, () => Promise.reject(new Error('own'))),
    /own/,
  );
});

void t.test('the limit ends it', async (t) => {
  let aborted = false;
  const result = await withTimeLimit(1, undefined, (signal) => {
    signal.addEventListener('abort', () => {
      aborted = true;
    });
    return new Promise<never>(() => undefined);
  });
  t.equal(result, 'late');
  t.equal(aborted, true);
});

void t.test('so does the signal of who asked', async (t) => {
  const outer = new AbortController();
  const running = withTimeLimit(10_000, outer.signal, never);
  outer.abort();
  t.equal(await running, 'late');
  t.equal(await withTimeLimit(10_000, outer.signal, () => Promise.reject(new Error('begun after the end'))), 'late');
});

void t.test('a signal that lives long keeps no listener', async (t) => {
  const outer = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = AbortSignal.prototype;
  outer.signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(outer.signal, args);
  };
  outer.signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(outer.signal, args);
  };
  await withTimeLimit(10_000, outer.signal, () => Promise.resolve());
  t.equal(listeners, 0);
});
