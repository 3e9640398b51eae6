import t, { type Test } from 'tap';
import { createOwnThread, type OwnThread, type ThreadLimits } from '../../src/process/own-thread.js';

/** Answers with the request and the number of requests that this thread has had. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    let count = 0;
    parentPort.on('message', (request) => {
      count += 1;
      if (request === 'throw') throw new Error('thread failed');
      if (request === 'hang') for (;;);
      if (request === 'grow') { const all = []; for (;;) all.push(new Array(100_000).fill({})); }
      parentPort.postMessage(request + ' ' + count);
    });`)}`,
);

function thread(t: Test, limits: Partial<ThreadLimits> = {}): OwnThread<string, string> {
  const made = createOwnThread<string, string>(() => script, {
    deadlineMs: 30_000,
    idleMs: 30_000,
    maxWaiting: 10,
    maxHeap: 64,
    ...limits,
  });
  t.teardown(() => made.close());
  return made;
}

void t.test('one after the other, by the same thread', async (t) => {
  const { ask } = thread(t);
  t.same(await Promise.all(['a', 'b'].map(ask)), ['a 1', 'b 2']);
  t.equal(await ask('c'), 'c 3');
});

void t.test('a thread that fails, or needs too much memory, is replaced', async (t) => {
  const { ask } = thread(t);
  t.same(await Promise.all(['a', 'throw', 'b', 'grow', 'c'].map(ask)), ['a 1', undefined, 'b 1', undefined, 'c 1']);
});

void t.test('a thread that needs too long is ended', async (t) => {
  const { ask } = thread(t, { deadlineMs: 1_000 });
  t.same(await Promise.all(['hang', 'a'].map(ask)), [undefined, 'a 1']);
});

void t.test('the number of waiting requests is limited', async (t) => {
  const { ask } = thread(t, { maxWaiting: 1 });
  t.same(await Promise.all(['a', 'b', 'c'].map(ask)), ['a 1', 'b 2', undefined]);
  t.equal(await ask('d'), 'd 3', 'and then there is room again');
});

void t.test('an idle thread ends, and another begins when it is needed', async (t) => {
  const { ask } = thread(t, { idleMs: 0 });
  t.equal(await ask('a'), 'a 1');
  // It ends in a later turn, which its next answer shows.
  const answers = new Set<string | undefined>();
  while (!answers.has('b 1')) {
    for (let turn = 0; turn < 2_000; turn += 1) await new Promise(setImmediate);
    answers.add(await ask('b'));
  }
  t.ok(answers.has('b 1'));
});

void t.test('who waits when it is closed gets no answer', async (t) => {
  const { ask, close } = thread(t);
  const asked = ['hang', 'a'].map(ask);
  await close();
  t.same(await Promise.all(asked), [undefined, undefined]);
});
