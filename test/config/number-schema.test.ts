import t from 'tap';
import * as v from 'valibot';
import { wholeNumberTo } from '../../src/config/number-schema.js';

void t.test('whole numbers from 1 on, both ends included', (t) => {
  for (const value of [1, 2, 64]) t.equal(v.parse(wholeNumberTo(64), value), value);
  for (const value of [0, -1, 1.5, 65, NaN, Infinity, '1', null])
    t.equal(v.safeParse(wholeNumberTo(64), value).issues?.[0].message, 'a whole number from 1 to 64', String(value));
  t.end();
});
