import t from 'tap';
import { createChainBudget } from '../../src/probe/chain-budget.js';
import type { ServedChain } from '../../src/probe/probe-chain.js';

const chain = (key: string, ...sizes: readonly number[]): ServedChain => ({
  served: sizes.map((size) => new Uint8Array(size)),
  chain: undefined,
  reason: undefined,
  key,
});
const half = 512 * 1024;

void t.test('chains beside those of the servers, up to a mebibyte', (t) => {
  const budget = createChainBudget([chain('server', 10 * half)]);
  t.ok(budget.admits(chain('server', 10 * half)));
  t.ok(budget.admits(chain('a', half - 1, 1)));
  t.ok(budget.admits(chain('b', half)));
  t.ok(budget.admits(chain('a', half - 1, 1)), 'once');
  t.notOk(budget.isExceeded());
  t.notOk(budget.admits(chain('c', 1)));
  t.ok(budget.isExceeded());
  t.ok(budget.admits(chain('')), 'a handshake that showed nothing needs no room');
  t.ok(budget.admits(chain('b', half)));
  t.end();
});
