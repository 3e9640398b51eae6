import t from 'tap';
import { checkSummary } from '../../../src/cli/check/summary.js';
import { certificate, down, processes, report, target, uncoveredName } from '../../fixtures/report.js';
import { result, resultWith, threeAndOne } from './result-fixture.js';

const lacking = (name: string) => ({ names: [uncoveredName({ name, role: 'instance' })] });
const proxy = report({ loopback: { state: 'not_served', because: 'serving_certificate' } });

const through = (probes: number, ...ends: readonly number[]) =>
  report({ loopback: processes(...ends), answers: { probes, chains: [[certificate()]] } });

const cases = [
  [[target(through(8, 1e12))], 'OK (exit code 0): 1 endpoint (1 server answered 8 probes); nothing found'],
  [[target(through(16, 1e12, 2e12))], 'OK (exit code 0): 1 endpoint (2 servers answered 16 probes); 1 note'],
  [[target(through(8, 1e12), report())], 'OK (exit code 0): 2 endpoints; nothing found'],
  [[threeAndOne], 'CRITICAL (exit code 2): 4 endpoints; 2 critical, 1 unknown, 1 warning, 2 notes'],
  [[target(report())], 'OK (exit code 0): 1 endpoint; nothing found'],
  [[target(proxy)], 'OK (exit code 0): 1 endpoint; 1 note'],
  [[target(proxy), target(proxy)], 'OK (exit code 0): 2 endpoints; 2 notes'],
  [[target(report(lacking('a'))), target(report(lacking('b')))], 'WARNING (exit code 1): 2 endpoints; 2 warnings'],
  [[target(down())], 'UNKNOWN (exit code 3): 1 endpoint; 1 unknown'],
  [[{ ...target(), discovered: false }], 'UNKNOWN (exit code 3): 0 endpoints; 1 unknown'],
] as const;

void t.test('sums up', (t) => {
  for (const [targets, expected] of cases) t.equal(checkSummary(result(...targets), false), expected);
  const file = { path: '/a.crt', outcome: { state: 'read' }, certificates: [] } as const;
  const counts = [[file], [file, file]].map((files) => checkSummary(resultWith({ files, serving: [] }), false));
  t.same(counts, [
    'OK (exit code 0): 0 endpoints, 1 file; nothing found',
    'OK (exit code 0): 0 endpoints, 2 files; nothing found',
  ]);
  t.match(checkSummary(result(threeAndOne), true), '\u001b[31mCRITICAL\u001b[39m');
  t.end();
});
