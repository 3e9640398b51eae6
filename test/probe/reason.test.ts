import t from 'tap';
import { reasonNames, reasons } from '../../src/probe/reason.js';

void t.test('the list is a label: snake case, each with its meaning', (t) => {
  for (const name of reasonNames) {
    t.match(name, /^[a-z]+(_[a-z]+)*$/);
    t.not(reasons[name].meaning, '');
  }
  t.end();
});
