import t from 'tap';
import { checkFamilies } from '../../src/metrics/check-families.js';

void t.test('when the check was, its exit code, and what it found', (t) => {
  const outcome = { now: 1.5, exitCode: 2, findings: { critical: 3, warning: 0 } };
  t.same(Object.fromEntries(checkFamilies.map(({ name, samples }) => [name, samples(outcome)])), {
    apiserver_check_timestamp_seconds: [{ value: 1.5 }],
    apiserver_check_exit_code: [{ value: 2 }],
    apiserver_check_findings: [
      { labels: { severity: 'critical' }, value: 3 },
      { labels: { severity: 'warning' }, value: 0 },
    ],
  });
  t.end();
});
