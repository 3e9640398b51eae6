import t from 'tap';
import { cut, eachOnce, oneOrCount } from '../../src/plan/list-text.js';

void t.test('one by its name, several by their number', (t) => {
  t.equal(oneOrCount(['a:1'], 'API server'), 'a:1');
  t.equal(oneOrCount(['a:1', 'b:1'], 'API server'), '2 API servers');
  t.same(eachOnce(['b', 'a', 'b']), ['b', 'a']);
  t.equal(cut('a'.repeat(1e6)).length, 120);
  t.equal(cut('short'), 'short');
  t.end();
});
