import t from 'tap';
import { cannotTellText, instanceText } from '../../src/probe/instance-text.js';
import { instanceCount } from '../fixtures/instance-count.js';

void t.test('how many API servers there are', (t) => {
  t.equal(instanceText(instanceCount({})), '2 of 3 API servers');
  t.equal(instanceText(instanceCount({ expected: undefined })), '2 API servers');
  t.equal(instanceText(instanceCount({ listed: 1, expected: undefined })), '1 API server');
  t.equal(instanceText(instanceCount({ listed: undefined })), undefined);
  t.end();
});

void t.test('why it is unknown', (t) => {
  t.equal(cannotTellText(instanceCount({})), undefined);
  t.equal(cannotTellText(instanceCount({ cannotTell: 'not_discovered' })), undefined, 'nobody asked for it');
  t.equal(cannotTellText(instanceCount({ cannotTell: 'no_list' })), undefined, 'another finding says so');
  t.match(
    cannotTellText(instanceCount({ cannotTell: 'nodes_forbidden' })),
    /^whether API servers are missing is unknown: the login may not list nodes/,
  );
  t.end();
});
