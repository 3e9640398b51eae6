import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findProgram } from '../../src/process/find-program.js';

void t.test('the first program of that name on the PATH', async (t) => {
  const folder = t.testdir({ a: { tool: '' }, b: { tool: '' }, c: { tool: '' } });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => join(folder, name)) as [string, string, string, string];
  mkdirSync(join(d, 'tool'), { recursive: true });
  for (const each of [b, c]) chmodSync(join(each, 'tool'), 0o755);
  const path = ['', '.', 'relative', a, d, b, c].join(':');
  // Root may execute nothing that has no mode for it either.
  t.equal(await findProgram('tool', path), join(b, 'tool'));
  t.equal(await findProgram('other', path), undefined);
  t.equal(await findProgram('tool', undefined), undefined);
  t.equal(await findProgram('/x/tool', undefined), '/x/tool', 'a path is taken as it is');
});
