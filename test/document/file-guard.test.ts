import { setImmediate } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { createFileGuard, type FileGuardOptions } from '../../src/document/file-guard.js';

const options: FileGuardOptions = {
  ...{ slots: 2, mostHanging: 4, mountHanging: 2, patience: 5, deadline: 15 },
  mountOf: (path) => (path.startsWith('/nfs') ? '/nfs' : '/'),
};

/** Operations that end when the test says so. */
function hanging() {
  const ends: (() => void)[] = [];
  let begun = 0;
  const operation = (): Promise<string> => {
    begun += 1;
    return new Promise((resolve) => ends.push(() => resolve('late')));
  };
  return { operation, begun: () => begun, end: () => ends.splice(0).forEach((end) => end()) };
}

const quick = (): Promise<string> => Promise.resolve('quick');

async function fails(t: Test, work: Promise<unknown>, name: string): Promise<void> {
  await t.rejects(work, { code: 'EUNANSWERED', message: 'the file system does not answer' }, name);
}

void t.test('an answer and an error are passed on', async (t) => {
  const { guard } = createFileGuard(options);
  t.equal(await guard('read', '/a', quick), 'quick');
  await t.rejects(
    guard('read', '/a', () => Promise.reject(new Error('EIO'))),
    { message: 'EIO' },
  );
});

void t.test('a path that hangs fails at the deadline, then at once, and is asked for once', async (t) => {
  const { guard } = createFileGuard(options);
  const { operation, begun, end } = hanging();
  await Promise.all([1, 2].map(() => fails(t, guard('read', '/a', operation), 'at the deadline')));
  await fails(t, guard('read', '/a', operation), 'at once');
  t.equal(begun(), 1);
  t.equal(await guard('read', '/b', quick), 'quick', 'another path');
  end();
  await setImmediate();
  t.equal(await guard('read', '/a', quick), 'quick', 'after it has answered');
});

void t.test('two that hang stand for their mount, but not for the root', async (t) => {
  const { guard } = createFileGuard(options);
  const { operation, begun, end } = hanging();
  const all = Array.from({ length: 50 }, (_, at) => guard('read', `/nfs/${at}`, operation));
  await Promise.all(all.map((one) => fails(t, one, 'of 50 at once')));
  t.ok(begun() <= 3, `${begun()} threads`);
  t.equal(await guard('read', '/etc/a', quick), 'quick');
  end();
  await setImmediate();
  t.equal(await guard('read', '/nfs/1', quick), 'quick');
  await Promise.all(['/a', '/b'].map((path) => fails(t, guard('read', path, operation), path)));
  t.equal(await guard('read', '/c', quick), 'quick', 'two on the root');
});

void t.test('with too many that hang, everything fails at once', async (t) => {
  const { guard, hanging: count } = createFileGuard(options);
  const { operation, begun, end } = hanging();
  const all = Array.from({ length: 9 }, (_, at) => guard('read', `/${at}`, operation));
  await Promise.all(all.map((one) => fails(t, one, 'each')));
  t.ok(begun() <= 5, `${begun()} of 9`);
  // On a busy machine, the waiting ones fail before the second pair counts as hanging.
  while (count() < options.mostHanging) await setImmediate();
  await fails(t, guard('read', '/other', quick), 'another one');
  end();
  await setImmediate();
  t.equal(await guard('read', '/other', quick), 'quick');
});

void t.test('few run at once', async (t) => {
  const { guard } = createFileGuard({ ...options, patience: 10_000, deadline: 20_000 });
  let [running, most] = [0, 0];
  const slow = async (): Promise<void> => {
    most = Math.max(most, (running += 1));
    await setImmediate();
    running -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, (_, at) => guard('read', `/${at}`, slow)));
  t.equal(most, 2);
});

void t.test('a long queue that moves is no file system that hangs, on a busy host either', async (t) => {
  const { guard } = createFileGuard(options);
  // In all ten times the deadline, during which this process is busy most of the time.
  const slow = async (): Promise<string> => {
    for (let turns = 0; turns < 4; turns++) {
      const end = performance.now() + 1;
      while (performance.now() < end);
      await setImmediate();
    }
    return 'slow';
  };
  const all = await Promise.all(Array.from({ length: 40 }, (_, at) => guard('read', `/nfs/${at}`, slow)));
  t.ok(all.every((answer) => answer === 'slow'));
});
