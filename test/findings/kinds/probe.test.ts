import t from 'tap';
import type { FindingKind } from '../../../src/findings/kinds/finding-kind.js';
import * as kinds from '../../../src/findings/kinds/probe.js';
import type { ProbeFailure, Report } from '../../../src/probe/report.js';
import { down, now, report, target } from '../../fixtures/report.js';

const { discoveryFailed, probeFailing }: Record<'discoveryFailed' | 'probeFailing', FindingKind> = kinds;

const failed = (probe: ProbeFailure['probe'], reason: ProbeFailure['reason']) => ({ failures: [{ probe, reason }] });
const nameless = down({ address: 'api.example.com:6443', ...failed('resolve', 'dns') });

void t.test('a probe that fails leaves something unknown', (t) => {
  const silent = report({ address: '10.225.4.52:6443', ...failed('loopback', 'tls_timeout') });
  t.same(probeFailing.detect(target(down(), silent, nameless), now), [
    {
      severity: 'unknown',
      addresses: ['10.225.4.51:6443'],
      subjects: ['serving'],
      text: 'serving certificate: nothing listens on this port (refused)',
    },
    {
      severity: 'unknown',
      addresses: ['10.225.4.52:6443'],
      subjects: ['loopback'],
      text: 'loopback certificate: TCP connected, but the TLS handshake did not end within the deadline (tls_timeout)',
    },
  ]);
  t.end();
});

void t.test('a server that demands a client certificate has already shown its serving certificate', (t) => {
  const refusal = failed('serving', 'client_certificate_required');
  const severity = (...reports: readonly Report[]): string | undefined =>
    probeFailing.detect(target(...reports), now)[0]?.severity;
  t.equal(severity(report(refusal)), 'info');
  t.equal(severity(down(refusal)), 'unknown', 'it did not show one');
  t.equal(
    severity(report(failed('loopback', 'client_certificate_required'))),
    'unknown',
    'the loopback certificate was not shown',
  );
  t.equal(severity(report(failed('serving', 'certificate_malformed'))), 'unknown', 'after the leaf');
  t.end();
});

void t.test('a certificate that clients cannot read is another finding', (t) => {
  const why = { accepted: false, reason: 'malformed', message: 'x509: negative serial number' } as const;
  const refused = down({ trust: { state: 'unknown', refusal: why }, ...failed('serving', 'certificate_malformed') });
  t.same(probeFailing.detect(target(refused), now), []);
  t.equal(probeFailing.detect(target({ ...refused, ...failed('serving', 'reset') }), now).length, 1);
  t.equal(probeFailing.detect(target({ ...refused, ...failed('loopback', 'certificate_malformed') }), now).length, 1);
  t.end();
});

void t.test('a host without addresses is not a failing probe', (t) => {
  t.same(probeFailing.detect(target(nameless), now), []);
  t.same(discoveryFailed.detect(target(nameless, down()), now), [
    {
      severity: 'unknown',
      addresses: ['api.example.com:6443'],
      subjects: ['resolve'],
      text: 'addresses: the host name has no address (of the addressFamily, if that is set), or the resolver did not answer in time (dns)',
    },
  ]);
  t.end();
});

void t.test('a discovery that fails as a whole', (t) => {
  const nothing = { ...target(report()), discovered: false };
  t.same(discoveryFailed.detect(nothing, now), [
    { severity: 'unknown', addresses: [], text: 'some endpoints may be missing' },
  ]);
  t.same(discoveryFailed.detect(target(report()), now), []);
  t.match(discoveryFailed.remedy(nothing).advice, ['Until this is fixed']);
  t.match(discoveryFailed.remedy(target(report())).advice, ['No probe fails because of this'], 'notes alone');
  t.end();
});

void t.test('notes of the discovery', (t) => {
  const notes = ['nodes: forbidden'];
  const noted = { ...target(report()), notes };
  t.same(discoveryFailed.detect(noted, now), [{ severity: 'info', addresses: [], text: 'nodes: forbidden' }]);
  t.match(discoveryFailed.detect({ ...noted, discovered: false }, now), [{ severity: 'unknown', text: notes[0] }]);
  t.end();
});

void t.test('advice for each reason, with the reason if there are several', (t) => {
  t.match(probeFailing.remedy(target(down(), down(), nameless)).advice, [/^Check that the port is right/]);
  t.equal(probeFailing.remedy(target(down(), down())).advice.length, 1);
  const two = probeFailing.remedy(target(down(), report(failed('name', 'reset')))).advice;
  t.match(two, [/^refused: Check that the port/, /^reset: A load balancer/]);
  t.match(discoveryFailed.remedy(target(nameless)).advice, [/getent/]);
  t.end();
});
