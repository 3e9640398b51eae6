import t from 'tap';
import { createLiveStamps } from '../../src/web-config/live-stamps.js';

void t.test('the first stamp at once, the next ones when they are known', async (t) => {
  const answers: ((stamp: string | Error) => void)[] = [];
  const ask = (): Promise<string> =>
    new Promise((resolve, reject) => {
      answers.push((stamp) => (typeof stamp === 'string' ? resolve(stamp) : reject(stamp)));
    });
  const answer = async (stamp: string | Error): Promise<void> => {
    answers.shift()?.(stamp);
    await new Promise(setImmediate);
  };
  let asked = 0;
  const stamp = createLiveStamps(ask, (path) => `${path} ${(asked += 1)}`);
  t.equal(stamp('a'), 'a 1');
  t.equal(stamp('a'), 'a 1');
  t.equal(stamp('a'), 'a 1');
  t.equal(answers.length, 1, 'one question under way');
  await answer('new');
  t.equal(stamp('a'), 'new');
  await answer(new Error('no answer'));
  t.equal(stamp('a'), 'new', 'a file system that hangs');
  t.equal(stamp('b'), 'b 2');
});
