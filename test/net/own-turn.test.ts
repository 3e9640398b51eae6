import t from 'tap';
import { ownTurn } from '../../src/net/own-turn.js';

void t.test('each caller gets a turn of its own, in order', async (t) => {
  const seen: string[] = [];
  let turn = 0;
  let isOver = false;
  // An immediate that is set while immediates run belongs to the next turn.
  const count = (): void => {
    turn += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const work = async (name: string): Promise<number> => {
    await ownTurn();
    seen.push(name);
    return turn;
  };
  const turns = await Promise.all(['a', 'b', 'c', 'd'].map(work));
  isOver = true;
  t.same(seen, ['a', 'b', 'c', 'd']);
  t.equal(new Set(turns).size, 4, `turns ${turns.join(', ')}`);
});
