import fc from 'fast-check';
import t from 'tap';
import { targetPattern } from '../../../src/web/status/target-pattern.js';

void t.test('a name, or a pattern of names', (t) => {
  const cases = [
    ['prod', ['prod'], ['prod-eu', 'a-prod', 'Prod', '']],
    ['prod*', ['prod', 'prod-eu'], ['a-prod']],
    ['*prod', ['prod', 'a-prod'], ['prod-eu']],
    ['*prod*', ['prod', 'a-prod-eu'], ['pro-d']],
    ['a*a', ['aa', 'aba', 'a*a'], ['a', 'ab']],
    ['a*b*c', ['abc', 'axbxc', 'abbc', 'abcbc'], ['ac', 'acb', 'abcd']],
    ['**', ['', 'x'], []],
    ['a.c', ['a.c'], ['abc']],
    ['a**b', ['ab', 'axb'], ['a', 'b']],
  ] as const;
  for (const [pattern, matched, others] of cases) {
    const matches = targetPattern(pattern);
    for (const name of matched) t.ok(matches(name), `${pattern} matches ${name}`);
    for (const name of others) t.notOk(matches(name), `${pattern} does not match ${name}`);
  }
  t.end();
});

void t.test('as a regular expression would', (t) => {
  const few = (most: number) => fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: most });
  fc.assert(
    fc.property(few(6), few(10), (pattern, name) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      t.equal(targetPattern(pattern)(name), expression.test(name), `${pattern} ${name}`);
    }),
    { numRuns: 300 },
  );
  t.end();
});
