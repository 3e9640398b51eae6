import t from 'tap';
import { caExpired, chainEndsEarly, spareCertificate } from '../../../src/findings/kinds/trust.js';
import type { Report, Trust } from '../../../src/probe/report.js';
import { refusal } from '../../../src/x509/go-refusal.js';
import { authority, certificate, day, down, nameVerdict, now, report, target, trusted } from '../../fixtures/report.js';

const leaf = certificate();
const ca = (notAfter: number) => authority({ notAfter, notBefore: now - 3650 * day });
const under = (notAfter: number): Trust =>
  trusted({ until: Math.min(notAfter, leaf.notAfter), path: [leaf, ca(notAfter)], anchors: [ca(notAfter)] });
const name = `CN=kubernetes, serial 00, SHA-256 ${'ca'.repeat(8)}…`;
const own = '; the serving certificate itself is good until 2027-08-13 12:00 UTC';

const found = (change: Partial<Report>) =>
  chainEndsEarly.detect(target(report(change)), now).map(({ severity, text }) => [severity, text]);

void t.test('a CA that ends before the leaf, or soon', (t) => {
  t.same(found({ trust: trusted() }), []);
  t.same(found({ trust: under(leaf.notAfter) }), []);
  const cases = [
    [leaf.notAfter - 1, 'info', 'expires in 264d 23h, at 2027-08-13 11:59 UTC'],
    [now + 30 * day - 1, 'warning', 'expires in 29d 23h, at 2026-12-21 11:59 UTC'],
    [now + 7 * day - 1, 'critical', 'expires in 6d 23h, at 2026-11-28 11:59 UTC'],
  ] as const;
  for (const [end, severity, text] of cases) {
    t.same(found({ trust: under(end) }), [[severity, `${name}: ${text}${own}`]]);
  }
  t.end();
});

void t.test('a CA that ends soon is found although the leaf ends even sooner', (t) => {
  const short = certificate({ notAfter: now + 10 * day });
  const last = ca(now + 20 * day);
  const trust = trusted({ until: short.notAfter, path: [short, last], anchors: [last] });
  t.same(found({ serving: [short], trust }), [['warning', `${name}: expires in 20d 0h, at 2026-12-11 12:00 UTC`]]);
  const next = authority({ serialNumber: '01' });
  t.same(found({ serving: [short], trust: { ...trust, anchors: [last, next] } }), [], 'another CA carries on');
  t.end();
});

void t.test('without a CA, the issuer of the leaf counts, and nothing above it', (t) => {
  const sub = (notAfter: number, change = {}) =>
    certificate({ subject: 'CN=kubernetes', issuer: 'CN=root', notBefore: now - 3650 * day, notAfter, ...change });
  const root = certificate({ subject: 'CN=root', issuer: 'CN=old', notAfter: now - day });
  const text = (when: string) => `CN=kubernetes, serial 0A, SHA-256 ${'ab'.repeat(8)}…: ${when}${own}`;
  t.same(found({}), []);
  t.same(found({ serving: [leaf, sub(leaf.notAfter), root] }), []);
  t.same(found({ serving: [leaf, root, sub(now - day)] }), [
    [
      'warning',
      `${text('expired 1d 0h ago, at 2026-11-20 12:00 UTC')}; no CA is configured, and clients may have a renewed one`,
    ],
  ]);
  t.same(found({ serving: [leaf, sub(now - day), sub(leaf.notAfter)] }), [], 'the last of several issuers to end');
  const trust: Trust = { state: 'unknown', refusal: refusal('usage', 'x509: usage') };
  t.same(found({ serving: [leaf, sub(now - day)], trust }), [], 'clients refuse it anyway');
  t.same(found({ serving: [leaf, sub(now - day)], isVerified: false }), [], 'clients verify nothing');
  t.end();
});

void t.test('a chain that is refused, or not seen, does not end early', (t) => {
  t.same(found({ trust: { state: 'untrusted', refusal: refusal('path', 'x509: path') } }), []);
  t.same(found({ trust: trusted({ path: [leaf] }) }), [], 'the leaf itself is in the CA bundle');
  t.same(chainEndsEarly.detect(target(down()), now), []);
  t.match(chainEndsEarly.remedy().advice[0], /Renew or replace the CA/);
  t.end();
});

void t.test('a CA that has expired', (t) => {
  const gone = refusal('expired', 'x509: certificate signed by unknown authority (possibly because of …)');
  const trust: Trust = { state: 'untrusted', refusal: gone };
  const old = ca(now - day);
  const expired = (subject: ReturnType<typeof target>) => caExpired.detect(subject, now);
  t.same(expired({ ...target(report({ trust, names: [nameVerdict({ verdict: gone })] })), ca: [old, authority()] }), [
    {
      severity: 'critical',
      addresses: ['10.225.4.51:6443'],
      names: ['api.example.com'],
      text: `refused, because it or a CA of it has expired; ${name} expired 1d 0h ago${own}`,
      words: [gone.message],
    },
  ]);
  const served = [certificate({ notAfter: now - 1 }), certificate({ subject: 'CN=sub', notAfter: now - 60 })] as const;
  t.match(expired(target(report({ trust, serving: served }))), [
    { text: /; CN=sub, serial 0A, SHA-256 \w+… expired 1m ago$/ },
  ]);
  t.match(expired(target(down({ trust }))), [{ text: 'refused, because it or a CA of it has expired' }]);
  t.same(expired(target(report({ trust: trusted() }))), []);
  t.match(caExpired.remedy().beware[0], /does not renew CAs/);
  t.end();
});

void t.test('whose CA ends or has expired', (t) => {
  const caSource = { kind: 'kubeconfig', path: '/etc/edge/admin.conf' } as const;
  const by = 'clients are taken to trust the CA of the kubeconfig /etc/edge/admin.conf';
  const path = [certificate(), authority({ notAfter: now + 5 * day })];
  const ending = target(report({ trust: trusted({ until: now + 5 * day, path }) }));
  t.match(chainEndsEarly.detect({ ...ending, caSource }, now), [{ text: new RegExp(`; ${by}$`) }]);
  const trust = { state: 'untrusted', refusal: refusal('expired', 'x509: certificate has expired') } as const;
  t.match(caExpired.detect({ ...target(report({ trust })), caSource }, now), [{ text: new RegExp(`; ${by}$`) }]);
  t.end();
});

void t.test('spare certificates are a note', (t) => {
  const spare = [certificate({ subject: 'CN=a', notAfter: now - day }), certificate({ subject: 'CN=b' })];
  t.match(spareCertificate.detect(target(report({ trust: trusted({ spare }) }), report()), now), [
    { severity: 'info', text: /^CN=a, .*: expired 1d 0h ago, at 2026-11-20 12:00 UTC$/ },
    { severity: 'info', text: /^CN=b, .*: good until 2027-08-13 12:00 UTC$/ },
  ]);
  t.match(spareCertificate.remedy().advice[0], /remove it/);
  t.end();
});
