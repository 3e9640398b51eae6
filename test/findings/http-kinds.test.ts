import t from 'tap';
import { loopbackCheckFails, serverNotVerified, startTimesDiffer } from '../../src/findings/http-kinds.js';
import type { HttpEvidence } from '../../src/probe/report.js';
import { day, down, loopback, now, report, target } from './report-fixture.js';

const http = (change: Partial<HttpEvidence>): HttpEvidence => ({
  gitVersion: undefined,
  health: [],
  startedAt: undefined,
  ...change,
});

void t.test("the API server's own check", (t) => {
  const says = (healthy: boolean, check = 'loopback-serving-certificate') =>
    loopbackCheckFails.detect(target(report({ http: http({ health: [{ check, healthy }] }) })), now);
  t.match(says(false), [{ severity: 'critical' }]);
  t.same(says(true), []);
  t.same(says(false, 'etcd'), []);
  t.same(loopbackCheckFails.detect(target(report()), now), []);
  t.end();
});

void t.test('start times that differ by more than a minute', (t) => {
  const started = now - 10 * day;
  const says = (startedAt: number | undefined) =>
    startTimesDiffer.detect(
      target(report({ loopback: loopback({ notBefore: started - 3600 }), http: http({ startedAt }) })),
      now,
    );
  t.same(says(started - 60), []);
  t.match(says(started - 61), [{ severity: 'info', text: '1m apart' }]);
  t.match(says(started + 7200), [{ text: '2h 0m apart' }]);
  t.same(says(undefined), []);
  t.same(startTimesDiffer.detect(target(down()), now), []);
  t.end();
});

void t.test('verification that is switched off', (t) => {
  t.match(serverNotVerified.detect({ ...target(), insecure: true }), [{ severity: 'warning' }]);
  t.same(serverNotVerified.detect(target()), []);
  for (const kind of [loopbackCheckFails, startTimesDiffer, serverNotVerified]) t.ok(kind.remedy().advice.length > 0);
  t.end();
});
