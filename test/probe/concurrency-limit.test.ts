import t from 'tap';
import { createConcurrencyLimit } from '../../src/probe/concurrency-limit.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A task that ends when the test says so. */
function task(): { run: () => Promise<string>; end: (value: string) => void; begun: () => boolean } {
  let begun = false;
  let end: (value: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { run: () => ((begun = true), ended), end: (value) => end(value), begun: () => begun };
}

void t.test('a limited number at once, the others in order', async (t) => {
  const limit = createConcurrencyLimit(1, 60_000);
  const [first, second, third] = [task(), task(), task()];
  const results = [first, second, third].map(({ run }) => limit.run(run));
  await turn();
  t.same(
    [first, second, third].map(({ begun }) => begun()),
    [true, false, false],
  );
  first.end('a');
  await turn();
  t.same(
    [second, third].map(({ begun }) => begun()),
    [true, false],
  );
  second.end('b');
  third.end('c');
  t.same(await Promise.all(results), ['a', 'b', 'c']);
});

void t.test('a silent task gives its slot back after a while', async (t) => {
  const limit = createConcurrencyLimit(1, 1);
  const silent = task();
  const held = limit.run(silent.run);
  t.equal(await limit.run(() => Promise.resolve('healthy')), 'healthy');
  silent.end('late');
  t.equal(await held, 'late');
  t.same(await Promise.all([1, 2, 3].map((n) => limit.run(() => Promise.resolve(n)))), [1, 2, 3]);
});

void t.test('a task that fails gives its slot back', async (t) => {
  const limit = createConcurrencyLimit(1, 60_000);
  await t.rejects(
    limit.run(() => Promise.reject(new Error('no'))),
    { message: 'no' },
  );
  t.equal(await limit.run(() => Promise.resolve('next')), 'next');
});

void t.test('tasks that began under a higher limit count under a lower one', async (t) => {
  const limit = createConcurrencyLimit(2, 60_000);
  const tasks = [task(), task(), task(), task()];
  const results = tasks.map(({ run }) => limit.run(run));
  const begun = async () => {
    await turn();
    return tasks.filter((each) => each.begun()).length;
  };
  limit.resize(1);
  t.equal(await begun(), 2);
  tasks[0]!.end('a');
  t.equal(await begun(), 2, 'the other one still has the only slot');
  tasks[1]!.end('b');
  t.equal(await begun(), 3);
  limit.resize(2);
  t.equal(await begun(), 4);
  for (const each of tasks) each.end('c');
  await Promise.all(results);
});
