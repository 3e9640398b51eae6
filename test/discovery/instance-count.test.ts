import t from 'tap';
import { areInstancesMissing, type InstanceCount } from '../../src/discovery/instance-count.js';

const count = (change: Partial<InstanceCount>): InstanceCount => ({
  listed: 2,
  expected: { count: 3, source: 'nodes' },
  missing: [],
  cannotTell: undefined,
  ...change,
});

void t.test('instances are missing only if both numbers are known, and one is smaller', (t) => {
  t.equal(areInstancesMissing(count({})), true);
  t.equal(areInstancesMissing(count({ listed: 3 })), false);
  t.equal(areInstancesMissing(count({ listed: 4 })), false, 'more than expected');
  t.equal(areInstancesMissing(count({ listed: undefined })), false);
  t.equal(areInstancesMissing(count({ expected: undefined })), false);
  t.equal(areInstancesMissing(count({ cannotTell: 'load_balancer' })), false);
  t.end();
});
