import t from 'tap';
import { brief, briefList, without } from '../../../../src/cli/check/since/brief.js';

void t.test('texts and lists of any length become a line', (t) => {
  t.equal(brief('a'), 'a');
  t.equal(brief('a'.repeat(1e6)).length, 201);
  t.equal(brief(`${'a'.repeat(199)}😀`).isWellFormed(), true);
  t.equal(briefList(['a', 'b']), 'a, b');
  t.match(briefList(Array.from({ length: 20 }, (_, at) => `n${at}`)), /^n0, .*n7 and 12 more$/);
  t.end();
});

void t.test('what one list has and another has not, each once', (t) => {
  t.same(without(['b', 'a', 'b', 'c'], ['c']), ['b', 'a']);
  t.same(without([], ['c']), []);
  t.end();
});
