import t from 'tap';
import { findingRank } from '../../src/findings/finding-rank.js';

void t.test('in the order of the kinds, files last', (t) => {
  const ids = [
    'serving-certificate-expired',
    'loopback-certificate-ending',
    'probe-failing',
    'file-certificate-expired',
  ] as const;
  const ranks = ids.map((id) => findingRank({ id }));
  t.same(
    ranks,
    ranks.toSorted((a, b) => a - b),
  );
  t.equal(new Set(ranks).size, ids.length);
  t.end();
});
