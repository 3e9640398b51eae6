import t from 'tap';
import { mostAddresses, targetLimits } from '../../src/net/target-limits.js';

void t.test('up to 256 addresses, the limits are the same', (t) => {
  for (const addresses of [0, 1, 256]) t.same(targetLimits(addresses), { names: 512, answers: 64 });
  t.end();
});

void t.test('with more addresses, series and endpoints stay bounded', (t) => {
  t.same(targetLimits(1024), { names: 129, answers: 16 });
  t.same(targetLimits(mostAddresses), { names: 33, answers: 4 });
  t.end();
});
