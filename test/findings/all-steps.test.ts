import t from 'tap';
import { allSteps } from '../../src/findings/all-steps.js';

void t.test('takes each step, and returns what the last one does', (t) => {
  const taken: string[] = [];
  function* steps(): Generator<undefined, number> {
    for (const step of ['first', 'second']) {
      taken.push(step);
      yield;
    }
    return taken.length;
  }
  t.equal(allSteps(steps()), 2);
  t.same(taken, ['first', 'second']);
  t.end();
});
