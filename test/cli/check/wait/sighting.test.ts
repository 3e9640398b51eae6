import t from 'tap';
import { sightingOf } from '../../../../src/cli/check/wait/sighting.js';
import type { Report } from '../../../../src/probe/report.js';
import { down, httpEvidence, nameVerdict, now, report, target, uncoveredName } from '../../../fixtures/report.js';
import { answering } from './wait-fixture.js';

const name = 'api.example.com';

void t.test('a process, with bounds of its start by our clock', (t) => {
  const http = httpEvidence({ clockSkew: 60 });
  const { processes, ...rest } = sightingOf([target(answering([{ startedAt: now + 0.5, keys: 3 }], { http }))], []);
  t.match(processes, [{ number: now + 3, started: { earliest: now - 61, latest: now - 55 } }]);
  t.same(rest, { unseen: undefined, isHidden: false, notReady: undefined, names: [] });
  const [unknown] = sightingOf([target(answering([{ startedAt: now }], { http: httpEvidence() }))], []).processes;
  t.equal(unknown?.started, undefined, 'no header Date');
  t.end();
});

void t.test('a process that answers at two addresses is one', (t) => {
  const both = [answering([{ startedAt: now }]), answering([{ startedAt: now }, { startedAt: now + 1 }])];
  t.equal(sightingOf([target(...both)], []).processes.length, 2);
  t.end();
});

void t.test('nothing is seen', (t) => {
  const unseen = (...reports: readonly Report[]): unknown => sightingOf([target(...reports)], []);
  t.match(unseen(), { unseen: 'it has no address', isHidden: false });
  t.match(sightingOf([{ ...target(), notes: ['no such name'] }], []), { unseen: 'no such name' });
  t.match(unseen(down()), { unseen: 'nothing listens on this port (refused)', isHidden: false, notReady: undefined });
  t.match(unseen(down({ failures: [] })), { unseen: 'nothing answers' });
  t.match(unseen(report({ loopback: { state: 'failed' } })), { isHidden: false });
  for (const because of ['dynamiclistener', 'gateway', 'disabled'] as const)
    t.match(unseen(report({ loopback: { state: 'not_asked', because } })), { isHidden: true, unseen: /gateway or/ });
  const proxy = report({ loopback: { state: 'not_served', because: 'serving_certificate' } });
  t.match(unseen(answering([{ startedAt: now }]), proxy), { isHidden: true, unseen: /does not show the loopback/ });
  t.end();
});

void t.test('not ready', (t) => {
  const state = (change: Parameters<typeof report>[0]): unknown =>
    sightingOf([target(answering([{ startedAt: now }], change))], []).notReady;
  t.equal(state({ http: undefined }), 'it has not answered over HTTP');
  t.match(state({ failures: [{ probe: 'http', reason: 'not_ready', status: 503 }] }), /not_ready, status 503/);
  const health = ['a', 'b', 'c', 'd', 'e'].map((check) => ({ check, healthy: check === 'a' }));
  t.equal(state({ http: httpEvidence({ health }) }), '/livez fails: b, c, d');
  t.end();
});

void t.test('names: by what clients decide', (t) => {
  const names = (...verdicts: readonly (Parameters<typeof nameVerdict>[0] | undefined)[]): unknown =>
    sightingOf(
      [target(...verdicts.map((verdict) => report({ names: verdict === undefined ? [] : [nameVerdict(verdict)] })))],
      [name],
    ).names;
  t.same(names({}), [{ name, problem: undefined }]);
  t.same(names({ verdict: undefined }), [{ name, problem: undefined }], 'without a CA');
  t.match(names({}, uncoveredName()), [{ name, problem: /^x509: certificate is valid for .* not api/ }]);
  t.match(names({ covered: undefined, verdict: undefined }), [{ problem: /does not cover api\.example\.com/ }]);
  t.same(names({}, undefined), [], 'not answered at one address');
  t.same(names(), []);
  t.end();
});
