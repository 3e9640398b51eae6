import t from 'tap';
import type { InstanceCount } from '../../src/discovery/instance-count.js';
import { cannotTellText, instanceText } from '../../src/probe/instance-text.js';

const count = (change: Partial<InstanceCount>): InstanceCount => ({
  listed: 2,
  expected: { count: 3, source: 'nodes' },
  missing: [],
  cannotTell: undefined,
  ...change,
});

void t.test('how many API servers there are', (t) => {
  t.equal(instanceText(count({})), '2 of 3 API servers');
  t.equal(instanceText(count({ expected: undefined })), '2 API servers');
  t.equal(instanceText(count({ listed: 1, expected: undefined })), '1 API server');
  t.equal(instanceText(count({ listed: undefined })), undefined);
  t.end();
});

void t.test('why it cannot be told', (t) => {
  t.equal(cannotTellText(count({})), undefined);
  t.equal(cannotTellText(count({ cannotTell: 'not_discovered' })), undefined, 'nobody asked for it');
  t.equal(cannotTellText(count({ cannotTell: 'no_list' })), undefined, 'another finding says so');
  t.match(
    cannotTellText(count({ cannotTell: 'nodes_forbidden' })),
    /^whether API servers are missing cannot be told: the login may not list nodes/,
  );
  t.end();
});
