import t from 'tap';
import type { CheckOptions } from '../../../src/cli/check/command.js';
import { outputProblems } from '../../../src/cli/check/output-problems.js';
import { noFlags } from './no-flags.js';

const problems = (change: Partial<CheckOptions>) => outputProblems({ ...noFlags, ...change }, '/w');

void t.test('what goes together', (t) => {
  t.same(problems({}), []);
  t.same(problems({ output: 'nagios', outputFile: 'f' }), []);
  t.same(problems({ output: 'openmetrics', outputFile: 'f.prom', save: 's.json', configFile: 'c.yml' }), []);
  t.same(problems({ since: 's', save: 's', outputFile: 'f' }), []);
  t.same(problems({ since: 's', output: 'json', outputFile: 's' }), []);
  t.end();
});

void t.test('what does not', (t) => {
  t.match(problems({ output: 'nagios', since: 's', save: 's' }), [
    /^--since: expected --output table or json/,
    /^--save: /,
  ]);
  t.match(problems({ output: 'openmetrics', since: 's' }), [/^--since: expected --output table or json/]);
  t.match(problems({ output: 'plan', since: 's' }), [/^--since: expected --output table or json.*whole year/]);
  t.match(problems({ output: 'ics', since: 's' }), [/^--since: /]);
  const others = { configFile: './f', kubeconfig: '/w/f', since: 'f', save: 'x/../f' };
  t.same(
    problems({ ...others, outputFile: 'f' }),
    ['--config.file', '--kubeconfig', '--save', '--since'].map(
      (name) => `--output-file: found the file of ${name}, expected another file`,
    ),
  );
  t.end();
});
