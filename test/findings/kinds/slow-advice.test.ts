import t from 'tap';
import { probeFailing } from '../../../src/findings/kinds/probe.js';
import { slowAdvice } from '../../../src/findings/kinds/slow-advice.js';
import type { Reason } from '../../../src/probe/reason.js';
import type { Report } from '../../../src/probe/report.js';
import { down, report, target } from '../../fixtures/report.js';

const quick = { connect: 0.001, tls: 0.01, http: 0.02 };
const fast = report({ phases: quick });
const lateHttp = (phases: Report['phases']) =>
  report({ failures: [{ probe: 'http', reason: 'http_timeout' }], phases: { ...phases, http: 4 } });
const silent = (reason: Reason) => down({ failures: [{ probe: 'serving', reason }], phases: { connect: 5 } });
const within = (timeout: number, ...reports: readonly Report[]) => ({
  ...target(...reports),
  target: { name: 'prod', labels: {}, timeout },
});
const advice = (...reports: readonly Report[]) => slowAdvice(within(5, ...reports));

void t.test('two of three are slow', (t) => {
  const found = advice(
    report({ phases: { connect: 0.5, tls: 1.5, http: 1.25 } }),
    silent('tls_timeout'),
    lateHttp(quick),
  );
  t.match(found, [/one took 3\.3 of the 5 s.*check --timeout 15\b/]);
  t.match(advice(fast, fast, lateHttp({ connect: 0.2, tls: 1 })), [/one took 1\.2 of the 5 s/]);
  t.match(advice(report({ phases: { tls: 3 } }), silent('connect_timeout')), [/one took 3\.0 of the 5 s/]);
  t.end();
});

void t.test('one runs into the timeout, and the others are fast', (t) => {
  for (const one of [silent('tls_timeout'), lateHttp(quick)])
    t.match(advice(fast, one), [/^If an endpoint is only slow/]);
  t.end();
});

void t.test('slowness is not the sign', (t) => {
  t.same(advice(fast, fast), []);
  t.same(advice(fast, silent('connect_timeout')), [], 'a firewall');
  t.same(advice(report({ phases: { tls: 3 } }), silent('refused')), []);
  t.same(slowAdvice(target(silent('tls_timeout'))), [], 'the timeout is not known');
  t.same(slowAdvice(within(600, silent('tls_timeout'))), []);
  t.match(slowAdvice(within(0.5, silent('tls_timeout'))), [/--timeout 2\b/]);
  t.end();
});

void t.test('it is part of the advice on probes that fail', (t) => {
  const { advice: all } = probeFailing.remedy(within(5, fast, silent('tls_timeout')));
  t.match(all, [/^The process hangs/, /--timeout 15\b/]);
  t.end();
});
