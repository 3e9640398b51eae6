import t from 'tap';
import { reasonAdvice } from '../../src/findings/reason-advice.js';
import { reasonNames } from '../../src/probe/reason.js';

void t.test('there is advice for every reason, in sentences', (t) => {
  for (const reason of reasonNames) t.match(reasonAdvice[reason], /^[A-Zk].*\.$/, reason);
  t.end();
});
