import t from 'tap';
import { entryPoint, manyProcesses } from '../../../src/findings/kinds/entry-points.js';
import { certificate, day, down, now, processes, report, target } from '../../fixtures/report.js';

void t.test('each server that answers at an address', (t) => {
  const through = report({ loopback: processes(now + day, now + 200 * day), answers: { probes: 16, chains: [] } });
  t.match(manyProcesses.detect(target(through)), [
    { severity: 'info', addresses: ['10.225.4.51:6443'], text: '2 servers answered 16 probes' },
    { text: /^process 1, started at \S+: its loopback certificate ends at 2026-11-22T12:00:00Z$/ },
    { text: /^process 2, .*: its loopback certificate ends at 2027-06-09T12:00:00Z$/ },
  ]);
  t.match(manyProcesses.detect(target({ ...through, answers: { probes: 1, chains: [] } })), [
    { text: '2 servers answered one after another' },
    {},
    {},
  ]);
  t.same(manyProcesses.detect(target(report(), down())), []);
  t.end();
});

void t.test('each certificate that is served at an address', (t) => {
  const chains = [[certificate({ notAfter: now + day })], [certificate({ fingerprintSha256: 'b' })]] as const;
  t.match(manyProcesses.detect(target(report({ answers: { probes: 8, chains } }))), [
    { text: '2 servers answered 8 probes' },
    { text: /^process 1, / },
    { text: / ends at 2026-11-22 12:00 UTC$/ },
    { text: / ends at 2027-08-13 12:00 UTC$/ },
  ]);
  t.end();
});

void t.test('an entry point by its path or its HTTP', (t) => {
  t.match(entryPoint.detect(target(report({ path: '/k8s/clusters/c-1' }))), [
    { severity: 'info', text: 'its URL has a path, so a gateway answers there' },
  ]);
  t.match(entryPoint.detect(target(report({ failures: [{ probe: 'http', reason: 'http_malformed' }] }))), [
    { text: /over HTTP/ },
  ]);
  t.same(
    entryPoint.detect(
      target(report(), down(), report({ loopback: { state: 'not_served', because: 'serving_certificate' } })),
    ),
    [],
  );
  t.end();
});

void t.test('each says what to do', (t) => {
  for (const kind of [entryPoint, manyProcesses]) t.ok(kind.remedy().advice.length > 0, kind.id);
  t.end();
});
