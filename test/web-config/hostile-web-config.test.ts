import t from 'tap';
import { webConfigProblems } from './web-config-files.js';

void t.test('a web configuration that is large and wrong takes little time, and has few problems', (t) => {
  const hostile = {
    'unknown keys': Array.from({ length: 4_000 }, (_, index) => `key${index}: 1\n`).join(''),
    'wrong users': `basic_auth_users: {${Array.from({ length: 3_000 }, (_, index) => `u${index}: x`).join()}}`,
    'many values': `a: [${'1,'.repeat(400_000)}]`,
    'many lines': '\n'.repeat(800_000),
    deep: '['.repeat(800_000),
    doubled: 'a: 1\n'.repeat(2_500),
  };
  for (const [kind, yaml] of Object.entries(hostile)) {
    const { user } = process.cpuUsage();
    const problems = webConfigProblems(yaml);
    const used = (process.cpuUsage().user - user) / 1000;
    t.ok(problems.length > 0 && problems.length <= 101, `${kind}: ${problems.length} problems`);
    t.ok(problems.join('').length < 50_000, `${kind}: ${problems.join('').length} characters`);
    t.ok(used < 500, `${kind}: ${used} ms`);
  }
  t.end();
});
