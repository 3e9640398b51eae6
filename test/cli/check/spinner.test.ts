import { mock } from 'node:test';
import t from 'tap';
import { startSpinner, withSpinner } from '../../../src/cli/check/spinner.js';

/** Runs `during` while the work is in progress. Returns the calls of the spinner and the result. */
async function spun(during: (end: (fails?: boolean) => void) => void): Promise<readonly string[]> {
  mock.timers.enable({ apis: ['setTimeout'] });
  const calls: string[] = [];
  const work = new Promise<string>((resolve, reject) => {
    queueMicrotask(() => during((fails = false) => (fails ? reject(new Error('broken')) : resolve('seen'))));
  });
  const start = (text: string) => {
    calls.push(`start ${text}`);
    return () => void calls.push('stop');
  };
  const end = await withSpinner(work, 'probing', start).catch((error: unknown) => (error as Error).message);
  mock.timers.tick(10_000);
  mock.timers.reset();
  return [...calls, end];
}

void t.test('is silent for two seconds', async (t) => {
  t.same(
    await spun((end) => {
      mock.timers.tick(1999);
      end();
    }),
    ['seen'],
  );
});

void t.test('spins while it takes longer, and stops however it ends', async (t) => {
  for (const fails of [false, true]) {
    const calls = await spun((end) => {
      mock.timers.tick(2000);
      end(fails);
    });
    t.same(calls, ['start probing', 'stop', fails ? 'broken' : 'seen']);
  }
});

void t.test('never spins without a terminal', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const work = Promise.resolve().then(() => {
    mock.timers.tick(5000);
    return 1;
  });
  t.equal(await withSpinner(work, 'probing', undefined), 1);
});

void t.test('writes to stderr, and leaves no timer', (t) => {
  const written: string[] = [];
  const write = t.capture(process.stderr, 'write', (text: string | Uint8Array) => written.push(String(text)) > 0);
  const stop = startSpinner('probing');
  stop();
  write.restore();
  t.same(written, ['\r\u001b[K⠋ probing', '\r\u001b[K']);
  t.end();
});
