import t from 'tap';
import {
  createFileOperation,
  type FileOperationEvents,
  inTime,
  UnansweredError,
} from '../../src/document/file-operation.js';

function setup(operation: () => Promise<unknown>) {
  const happened: string[] = [];
  const note = (what: string) => () => void happened.push(what);
  const events: FileOperationEvents = {
    begun: note('begun'),
    hangs: note('hangs'),
    ended: note('ended'),
    failed: note('failed'),
  };
  return { one: createFileOperation('/a', operation, 5, events), happened };
}

/** No other operation is answered. */
const still = (): number => 0;

void t.test('an operation that answers', async (t) => {
  const { one, happened } = setup(() => Promise.resolve(7));
  one.begin();
  t.equal(await inTime(one, 1000, still), 7);
  await new Promise(setImmediate);
  t.same(happened, ['begun', 'ended']);
});

void t.test('one that hangs, and one that never begins', async (t) => {
  let end = (): void => undefined;
  const hanging = setup(() => new Promise<void>((resolve) => (end = resolve)));
  hanging.one.begin();
  await t.rejects(inTime(hanging.one, 15, still), new UnansweredError());
  t.equal(hanging.one.late, true);
  end();
  await new Promise(setImmediate);
  t.same(hanging.happened, ['begun', 'hangs', 'ended']);
  const waiting = setup(() => Promise.resolve());
  await t.rejects(inTime(waiting.one, 5, still), new UnansweredError());
  t.same(waiting.happened, ['failed']);
});

void t.test('one that waits is patient while others are answered, but not for ever', async (t) => {
  let answered = 0;
  const moving = setup(() => Promise.resolve(7));
  const result = inTime(moving.one, 5, () => (answered += 1));
  while (answered < 8) await new Promise(setImmediate);
  moving.one.begin();
  t.equal(await result, 7);
  const endless = setup(() => Promise.resolve());
  await t.rejects(
    inTime(endless.one, 1, () => (answered += 1)),
    new UnansweredError(),
  );
});

void t.test('one whose turn has come late has a whole deadline from then on', async (t) => {
  const hanging = setup(() => new Promise(() => undefined));
  let asked = 0;
  // It is asked at the begin and at the end of each round in which the operation has not begun.
  const result = inTime(hanging.one, 20, () => {
    asked += 1;
    if (asked === 2) setImmediate(() => hanging.one.begin());
    return asked;
  });
  await t.rejects(result, new UnansweredError());
  t.same(hanging.happened, ['begun', 'hangs']);
});
