import t from 'tap';
import { createStartTimes } from '../../src/probe/start-times.js';

void t.test('what each process told, the last used of them', (t) => {
  const startTimes = createStartTimes(2);
  startTimes.set('a', 1);
  startTimes.set('b', 2);
  t.equal(startTimes.get('a'), 1);
  startTimes.set('c', 3);
  t.same(['a', 'b', 'c'].map(startTimes.get), [1, undefined, 3]);
  t.equal(createStartTimes().get('a'), undefined);
  t.end();
});
