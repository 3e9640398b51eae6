import t from 'tap';
import { scrapeAndSignal } from './scrape-and-signal.js';
import { startServe } from './serve-process.js';

void t.test('SIGTERM and SIGINT: a scrape in progress is answered completely, and the exit code is 0', async (t) => {
  const outcomes = await Promise.all(
    (['SIGTERM', 'SIGTERM', 'SIGINT'] as const).map((signal) => scrapeAndSignal('500ms', signal)),
  );
  for (const { took, ...outcome } of outcomes) {
    t.same(outcome, { status: 200, complete: true, exit: 0 });
    t.ok(took < 8_000, 'no connection that the client would keep holds it');
  }
});

void t.test('a second signal exits at once', async (t) => {
  const { exit, complete, took } = await scrapeAndSignal('9s', 'SIGTERM', 'SIGINT');
  t.equal(exit, 1);
  t.equal(complete, false);
  t.ok(took < 8_000, 'it does not wait for the scrape');
});

void t.test('SIGHUP reloads and does not end the process', async (t) => {
  const targets = [{ name: 'prod', addresses: ['127.0.0.1:1'], timeout: '1s' }];
  const { child, url, logged, ended } = await startServe({ targets });
  for (let i = 1; i <= 2; i++) {
    child.kill('SIGHUP');
    await logged(new RegExp(`(configuration reloaded[^]*){${i}}`));
  }
  t.equal((await fetch(`${url}/-/healthy`)).status, 200);
  child.kill('SIGTERM');
  t.equal(await ended, 0);
});
