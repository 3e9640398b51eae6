import t from 'tap';
import type { CheckOptions } from '../../../src/cli/check/command.js';
import type { WaitOptions } from '../../../src/cli/check/wait-options.js';
import { waitProblems } from '../../../src/cli/check/wait-problems.js';
import { now } from '../../fixtures/report.js';
import { noFlags } from './no-flags.js';

const restart: WaitOptions = { restart: true, after: undefined, seconds: undefined, isNamed: true };

const problems = (wait: WaitOptions | undefined, more: Partial<CheckOptions> = {}, endpoints = ['a']) =>
  waitProblems(endpoints, { ...noFlags, ...more, wait }, now);

void t.test('a wait that can begin', (t) => {
  t.same(problems(undefined, {}, []), []);
  t.same(problems(restart), []);
  t.same(problems(restart, { discover: false }), []);
  t.same(problems({ ...restart, after: String(now - 3600) }), []);
  t.same(problems({ ...restart, restart: false }, { names: ['b'] }), []);
  t.end();
});

void t.test('every problem at once', (t) => {
  const others = { discover: true, separate: true, kubeconfig: 'f', configFile: 'c', context: 'x' };
  t.match(problems({ ...restart, isNamed: false }), [/^--wait-timeout: expected --wait-restarted or --wait-covered/]);
  t.match(problems({ ...restart, restart: false }), [/^--wait-covered: expected --name/]);
  t.match(problems(restart, { ...others, kubeadmFolder: '/k', controlPlane: 'kops', since: 's', save: 's' }, []), [
    /^endpoint: found 0, expected one/,
    /^--config\.file: expected no such option/,
    /^--kubeconfig/,
    /^--context/,
    /^--kubeadm/,
    /^--control-plane/,
    /^--since/,
    /^--save/,
    /^--discover/,
    /^--separate/,
  ]);
  t.match(problems(restart, { output: 'nagios' }), [/^--output: found "nagios", expected table or json in a wait$/]);
  t.match(problems(restart, { output: 'openmetrics', outputFile: 'f' }), [/^--output: found "openm/, /^--output-file/]);
  t.end();
});

void t.test('a time that proves nothing', (t) => {
  const expected = 'expected the Unix time before the restart, as date +%s prints it, at most an hour ago';
  const problem = (after: string) => problems({ ...restart, after });
  t.same(problem('soon'), [`--restarted-after: found "soon", ${expected}`]);
  t.match(problem('1652180293'), [/found "1652180293", which is 1656d 1h ago, expected/]);
  t.match(problem(String(now + 60)), [/which is 1m from now/]);
  t.end();
});
