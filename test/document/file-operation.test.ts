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

void t.test('an operation that answers', async (t) => {
  const { one, happened } = setup(() => Promise.resolve(7));
  one.begin();
  t.equal(await inTime(one, 1000), 7);
  await new Promise(setImmediate);
  t.same(happened, ['begun', 'ended']);
});

void t.test('one that hangs, and one that never begins', async (t) => {
  let end = (): void => undefined;
  const hanging = setup(() => new Promise<void>((resolve) => (end = resolve)));
  hanging.one.begin();
  await t.rejects(inTime(hanging.one, 15), new UnansweredError());
  t.equal(hanging.one.late, true);
  end();
  await new Promise(setImmediate);
  t.same(hanging.happened, ['begun', 'hangs', 'ended']);
  const waiting = setup(() => Promise.resolve());
  await t.rejects(inTime(waiting.one, 5), new UnansweredError());
  t.same(waiting.happened, ['failed']);
});
