import t from 'tap';
import { mergeReports } from '../../src/probe/merge-reports.js';
import type { NameVerdict, ProbeFailure } from '../../src/probe/report.js';
import { nameVerdict, report, uncoveredName } from '../fixtures/report.js';

const covered = (name: string, covered = true): NameVerdict => (covered ? nameVerdict : uncoveredName)({ name });
const failed = (probe: ProbeFailure['probe'], reason: ProbeFailure['reason']): ProbeFailure => ({ probe, reason });

void t.test('one report for each address, in the order of first appearance', (t) => {
  const [a, b] = [report({ address: 'a:1' }), report({ address: 'b:1' })];
  t.same(mergeReports([b, a]), [b, a]);
  t.same(mergeReports([]), []);
  t.end();
});

void t.test('the first report is kept; others add the names and failures that it lacks', (t) => {
  const first = report({
    names: [covered('a'), covered('b', false)],
    failures: [failed('loopback', 'reset')],
    observedAt: 1,
    phases: { tls: 1 },
    truncated: ['chain'],
  });
  const second = report({
    names: [covered('b'), covered('c', false)],
    failures: [failed('loopback', 'reset'), failed('loopback', 'closed'), failed('name', 'reset')],
    observedAt: 2,
    phases: { tls: 2, resolve: 2 },
    truncated: ['chain', 'names'],
  });
  const third = report({ names: [covered('c'), covered('d')], failures: [failed('name', 'reset')] });
  t.same(mergeReports([first, second, third]), [
    {
      ...first,
      names: [covered('a'), covered('b', false), covered('c', false), covered('d')],
      failures: [failed('loopback', 'reset'), failed('loopback', 'closed'), failed('name', 'reset')],
      truncated: ['chain', 'names'],
    },
  ]);
  t.end();
});
