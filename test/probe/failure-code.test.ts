import t from 'tap';
import { failureCode } from '../../src/probe/failure-code.js';

void t.test('the reason, and the status if it is the reason', (t) => {
  t.equal(failureCode({ reason: 'refused' }), 'refused');
  t.equal(failureCode({ reason: 'overloaded', status: 429 }), 'overloaded, status 429');
  t.end();
});
