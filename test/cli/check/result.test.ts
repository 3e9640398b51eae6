import t from 'tap';
import { showsTargets } from '../../../src/cli/check/result.js';
import { report, target } from '../../fixtures/report.js';

void t.test('targets are named if the addresses do not say them', (t) => {
  const named = (name: string, ...addresses: readonly string[]) => ({
    ...target(...addresses.map((address) => report({ address }))),
    target: { name, labels: {} },
  });
  const plain = named('10.225.4.51', '10.225.4.51:6443');
  const cases = [
    [[], false],
    [[named('prod', '10.225.4.51:6443', '10.225.4.52:6443')], false],
    [[plain, named('10.225.4.52:6443', '10.225.4.52:6443')], false],
    [[plain, named('fd00::1', '[fd00::1]:6443'), named('https://[fd00::2]/', '[fd00::2]:443')], false],
    [[plain, named('10.225.4.5', '10.225.4.52:6443')], true],
    [[plain, named('prod', '10.225.4.52:6443')], true],
    [[plain, named('10.225.4.52')], true],
  ] as const;
  for (const [targets, expected] of cases) {
    t.equal(showsTargets(targets), expected, targets.map(({ target }) => target.name).join(' '));
  }
  t.end();
});
