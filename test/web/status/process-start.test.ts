import t from 'tap';
import { processStart } from '../../../src/web/status/process-start.js';
import { loopback, now, report } from '../../findings/report-fixture.js';

void t.test('what the process itself says goes before its loopback certificate', (t) => {
  const http = { gitVersion: undefined, health: [], startedAt: undefined };
  const start = now - 3600;
  t.equal(processStart(report({ http: { ...http, startedAt: start } })), start);
  t.equal(processStart(report({ http, loopback: loopback({ notBefore: now - 7200 }) })), start);
  t.equal(processStart(report({ loopback: { state: 'failed' } })), undefined);
  t.end();
});
