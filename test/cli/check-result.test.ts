import t from 'tap';
import { rowsOf, showsTargets, startedAt } from '../../src/cli/check-result.js';
import { down, loopback, report, target } from '../findings/report-fixture.js';
import { result, threeAndOne } from './check-result-fixture.js';

void t.test('each endpoint is as bad as the worst that was found of it', (t) => {
  const rows = rowsOf(result(threeAndOne));
  t.same(
    rows.map(({ severity }) => [severity(), severity('serving'), severity('loopback'), severity('names')]),
    [
      ['critical', 'info', 'critical', 'info'],
      ['critical', 'info', 'info', 'critical'],
      ['info', 'info', 'info', 'info'],
      ['unknown', 'info', 'info', 'info'],
    ],
  );
  t.equal(rows[3]?.severity('probe'), 'unknown');
  t.end();
});

void t.test('what is found of a target is not found of another with the same address', (t) => {
  const other = { ...target(report()), target: { name: 'other', labels: {} } };
  t.same(
    rowsOf(result(target(down()), other)).map(({ target, severity }) => [target, severity()]),
    [
      ['prod', 'unknown'],
      ['other', 'info'],
    ],
  );
  t.end();
});

void t.test('the start of the process is from the best source', (t) => {
  const http = { gitVersion: undefined, health: [], startedAt: 5.5 };
  const found = loopback({ notBefore: 100 });
  t.equal(startedAt(report({ loopback: found, http })), 3700);
  t.equal(startedAt(report({ loopback: { state: 'not_served' }, http })), 5.5);
  t.equal(startedAt(report({ loopback: { state: 'not_served' } })), undefined);
  t.end();
});

void t.test('targets are told where the addresses do not tell them', (t) => {
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
