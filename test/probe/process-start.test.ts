import t from 'tap';
import { processStart, processUptime, startByLoopback } from '../../src/probe/process-start.js';
import type { Loopback } from '../../src/probe/report.js';
import { httpEvidence, loopback, now, report } from '../fixtures/report.js';

const byLoopback = (startedAt: number): Loopback => loopback({ notBefore: startedAt - 3600 });

void t.test('/metrics takes precedence over the loopback certificate', (t) => {
  const both = report({ http: httpEvidence({ startedAt: now - 3600 }), loopback: byLoopback(now - 8_636_400) });
  t.equal(processStart(both), now - 3600);
  t.equal(processUptime(both), 3600);
  t.equal(startByLoopback(both), now - 8_636_400);
  t.end();
});

void t.test('one source is enough', (t) => {
  t.equal(
    processStart(report({ http: httpEvidence({ startedAt: undefined }), loopback: byLoopback(now - 60) })),
    now - 60,
  );
  t.equal(
    processStart(
      report({
        http: httpEvidence({ startedAt: now - 60.5 }),
        loopback: { state: 'not_served', because: 'serving_certificate' },
      }),
    ),
    now - 60.5,
  );
  t.end();
});

void t.test('unknown without a source', (t) => {
  for (const unknown of [
    report({ loopback: { state: 'failed' } }),
    report({
      http: httpEvidence({ startedAt: undefined }),
      loopback: { state: 'not_served', because: 'serving_certificate' },
    }),
  ]) {
    t.equal(processStart(unknown), undefined);
    t.equal(processUptime(unknown), undefined);
    t.equal(startByLoopback(unknown), undefined);
  }
  t.end();
});

void t.test('an uptime is never negative, whatever a clock says', (t) => {
  t.equal(processUptime(report({ http: httpEvidence({ startedAt: now + 60 }) })), 0);
  t.end();
});
