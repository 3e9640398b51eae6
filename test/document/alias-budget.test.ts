import t from 'tap';
import { createAliasBudget } from '../../src/document/alias-budget.js';

const budget = (nodes: number) => {
  const made = createAliasBudget();
  for (let count = 0; count < nodes; count++) made.count();
  return made;
};

void t.test('99 of 100 nodes may come from aliases, and fewer of many', (t) => {
  t.doesNotThrow(() => budget(20).countAlias(100, 0), 'few nodes');
  t.doesNotThrow(() => budget(100).countAlias(9_000, 0));
  t.throws(() => budget(100).countAlias(11_000, 5), /^aliases/);
  t.doesNotThrow(() => budget(100_000).countAlias(400_000, 0));
  t.throws(() => budget(100_000).countAlias(4_000_000, 0));
  t.throws(() => budget(100_000).countAlias(2_000_000, 0));
  t.end();
});
