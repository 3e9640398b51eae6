import t from 'tap';
import { sample } from '../../src/metrics/family.js';

void t.test('a known value is a sample, an unknown one is not', (t) => {
  t.same(sample(0), [{ value: 0 }]);
  t.same(sample(1, { phase: 'tls' }), [{ value: 1, labels: { phase: 'tls' } }]);
  t.same(sample(undefined), []);
  t.same(sample(undefined, { phase: 'tls' }), []);
  t.end();
});
