import t from 'tap';
import { areInstancesMissing } from '../../src/discovery/instance-count.js';
import { instanceCount } from '../fixtures/instance-count.js';

void t.test('instances are missing only if both numbers are known, and one is smaller', (t) => {
  t.equal(areInstancesMissing(instanceCount({})), true);
  t.equal(areInstancesMissing(instanceCount({ listed: 3 })), false);
  t.equal(areInstancesMissing(instanceCount({ listed: 4 })), false, 'more than expected');
  t.equal(areInstancesMissing(instanceCount({ listed: undefined })), false);
  t.equal(areInstancesMissing(instanceCount({ expected: undefined })), false);
  t.equal(areInstancesMissing(instanceCount({ cannotTell: 'load_balancer' })), false);
  t.end();
});
