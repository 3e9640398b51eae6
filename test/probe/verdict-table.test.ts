import t from 'tap';
import type { ServedChain } from '../../src/probe/probe-chain.js';
import { createVerdictTable } from '../../src/probe/verdict-table.js';
import { refusal } from '../../src/x509/go-refusal.js';

const chain = (key: string): ServedChain => ({
  served: [Uint8Array.of(1)],
  chain: undefined,
  reason: undefined,
  key,
});

/** A judge that counts the chains and names that it judges. */
function counting() {
  const asked: string[] = [];
  const judge = ({ key }: ServedChain) => {
    asked.push(key);
    const trust = refusal('usage', key);
    return { trust, under: (name: string) => (asked.push(`${key} ${name}`), refusal('name', `${key} ${name}`)) };
  };
  return { table: createVerdictTable(judge), asked };
}

void t.test('what was added is judged once', async (t) => {
  const { table, asked } = counting();
  await table.add(chain('a'), ['x', 'y']);
  await table.add(chain('a'), ['x']);
  t.equal(table.judge(chain('a')).trust?.accepted, false);
  t.match(table.judge(chain('a')).under('y'), { message: 'a y' });
  t.same(asked, ['a', 'a x', 'a y']);
  await table.add(chain('a'), ['z']);
  t.match(table.judge(chain('a')).under('z'), { message: 'a z' });
  t.match(table.judge(chain('a')).under('x'), { message: 'a x' });
});

void t.test('what was not added is judged when it is asked for', async (t) => {
  const { table, asked } = counting();
  t.match(table.judge(chain('a')).under('x'), { message: 'a x' });
  await table.add({ ...chain('b'), served: [] }, ['x']);
  t.same(asked, ['a', 'a x']);
});

void t.test('each chain has a turn of its own', async (t) => {
  const { table, asked } = counting();
  const seen: number[] = [];
  const watch = setImmediate(function next() {
    seen.push(asked.length);
    if (asked.length < 3) setImmediate(next);
  });
  for (const key of ['a', 'b', 'c']) await table.add(chain(key), []);
  clearImmediate(watch);
  t.match(seen, [0, 1, 2]);
});
