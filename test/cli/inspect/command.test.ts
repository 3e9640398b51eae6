import t from 'tap';
import { runProgram as run } from '../run-program.js';

void t.test('inspect', async (t) => {
  const none = { names: [], output: 'table', ca: undefined, at: undefined };
  t.same((await run('inspect', '-')).ran, ['inspect', ['-'], none]);
  const { ran } = await run('inspect', 'a.crt', '--name', 'a', 'b.crt', '--output', 'json');
  t.same(ran, ['inspect', ['a.crt', 'b.crt'], { ...none, names: ['a'], output: 'json' }]);
  const judging = await run('inspect', 'a.crt', '--ca', 'ca.crt', '--at', '2027-01-31');
  t.same(judging.ran, ['inspect', ['a.crt'], { ...none, ca: 'ca.crt', at: 1_801_353_600 }]);
});

void t.test('what cannot be meant', async (t) => {
  const twice = await run('inspect', 'a.crt', '--ca', 'a', '--ca', 'b');
  t.same([twice.ran, twice.codes], [[], [1]]);
  t.match(twice.error, /'--ca <file>' argument 'b' is invalid. Expected one file/);
  t.match((await run('inspect', 'a.crt', '--at', 'tomorrow')).error, /'tomorrow' is invalid. Expected a date such as/);
});
