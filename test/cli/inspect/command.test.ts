import t from 'tap';
import { runProgram as run } from '../run-program.js';

void t.test('inspect', async (t) => {
  t.same((await run('inspect', '-')).ran, ['inspect', ['-'], { names: [], output: 'table' }]);
  const { ran } = await run('inspect', 'a.crt', '--name', 'a', 'b.crt', '--output', 'json');
  t.same(ran, ['inspect', ['a.crt', 'b.crt'], { names: ['a'], output: 'json' }]);
});
