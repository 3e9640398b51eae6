import t from 'tap';
import type { Report } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { lastProbe } from '../../../src/web/status/last-probe.js';
import { certificate, day, httpEvidence, loopback, now, report } from '../../fixtures/report.js';

const shown = (change: Partial<Report>): string => markupOf(lastProbe(report(change)));

void t.test('each of several servers, and that the address is an entry point', (t) => {
  const [one, other] = [loopback(), loopback({ fingerprintSha256: 'cd'.repeat(32), notBefore: now - 9 * day })];
  const [worse, better] = [certificate({ notAfter: now + day }), certificate({ fingerprintSha256: 'ef'.repeat(32) })];
  const page = shown({
    loopback: { ...one, processes: [...one.processes, ...other.processes] },
    answers: { probes: 1, chains: [[worse], [better]] },
  });
  for (const part of [
    '<dt>Entry point</dt><dd>several servers answer, so it is a load balancer</dd>',
    '<dd>a process since 2026-08-13 13:00 UTC, whose loopback certificate ends 2027-08-13 12:00 UTC<br>',
    'a process since 2026-11-12 13:00 UTC, whose',
    'a serving certificate that ends 2026-11-22 12:00 UTC, SHA-256 abababababababab…<br>',
    'SHA-256 efefefefefefefef…</dd>',
  ])
    t.ok(page.includes(part), `${part}\n${page}`);
  const gateway = shown({ path: '/k8s/clusters/c-1', loopback: { state: 'not_asked', because: 'gateway' } });
  t.match(gateway, '<dt>Entry point</dt><dd>its URL has a path, so a gateway answers there</dd>');
  t.end();
});

void t.test('one API server is no entry point, and has no list of servers', (t) => {
  t.notMatch(shown({}), /Entry point|Servers seen|Its clock/);
  t.end();
});

void t.test('the clock', (t) => {
  t.match(
    shown({ http: httpEvidence({ clockSkew: 4 }) }),
    '<dt>Its clock</dt><dd>4.0 s ahead of the clock of this host',
  );
  t.end();
});
