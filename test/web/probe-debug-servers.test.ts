import t from 'tap';
import { probeDebug } from '../../src/web/probe-debug.js';
import { certificate, day, loopback, now, report, target } from '../fixtures/report.js';

void t.test('several servers at an entry point, each with what it showed', (t) => {
  const [one, other] = [loopback(), loopback({ fingerprintSha256: 'cd'.repeat(32), notBefore: now - 9 * day })];
  const [worse, better] = [certificate({ notAfter: now + day }), certificate({ subject: 'CN=another' })];
  const seen = report({
    loopback: { ...one, processes: [...one.processes, ...other.processes] },
    answers: { probes: 8, chains: [[worse], [better]] },
    serving: [worse],
  });
  const text = probeDebug(target(seen));
  for (const line of [
    '  entry point: several servers answer, so it is a load balancer',
    '    another server serves subject CN=another',
    '      the process started at 2026-08-13 13:00 UTC',
    '      the process started at 2026-11-12 13:00 UTC',
    '    processes seen: 2',
  ])
    t.ok(text.split('\n').includes(line), line);
  t.end();
});

void t.test('the status of an HTTP answer that is a failure', (t) => {
  const busy = { probe: 'http', reason: 'overloaded', status: 429 } as const;
  const text = probeDebug(target(report({ failures: [busy] })));
  t.match(text, 'failed: overloaded (the server is overloaded and refuses requests for now, status 429)');
  t.end();
});
