import t from 'tap';
import { nameCertificateEnding, nameCertificateRefused } from '../../../src/findings/kinds/name-certificates.js';
import type { NameVerdict } from '../../../src/probe/report.js';
import { refusal } from '../../../src/x509/go-refusal.js';
import { certificate, day, nameVerdict, now, report, target, uncoveredName } from '../../fixtures/report.js';

const front = certificate({ subject: 'CN=front', fingerprintSha256: 'fe'.repeat(32) });
const identity = `CN=front, serial 0A, SHA-256 ${'fe'.repeat(8)}…`;
const untrusted = refusal('unknown_authority', 'x509: certificate signed by unknown authority');

const refused = (...names: readonly NameVerdict[]) => nameCertificateRefused.detect(target(report({ names })), now);
const ending = (change: Partial<NameVerdict>) =>
  nameCertificateEnding.detect(target(report({ names: [nameVerdict(change)] })), now);

void t.test('another certificate that clients refuse, once for all its names', (t) => {
  const names = ['a', 'b'].map((name) => nameVerdict({ name, role: 'instance', verdict: untrusted, shown: [front] }));
  t.same(refused(...names, nameVerdict({ shown: [front] })), [
    {
      severity: 'critical',
      addresses: ['10.225.4.51:6443'],
      names: ['a', 'b'],
      text: `a, b: shown ${identity}: refused, because no CA that the client knows has signed it`,
      words: [untrusted.message],
    },
  ]);
  t.end();
});

void t.test('very many names are counted', (t) => {
  const names = Array.from({ length: 25 }, (_, at) =>
    nameVerdict({ name: `n${at}`, verdict: untrusted, shown: [front] }),
  );
  t.match(refused(...names), [{ text: /^n0, .*, n19 and 5 more: shown/ }]);
  t.end();
});

void t.test('what the serving chain explains, and what lacks the name, is found elsewhere', (t) => {
  const trust = { state: 'untrusted', refusal: untrusted } as const;
  const names = [nameVerdict({ verdict: untrusted }), uncoveredName({ shown: [front] })];
  t.same(nameCertificateRefused.detect(target(report({ names, trust })), now), []);
  t.end();
});

void t.test('a certificate that cannot be decoded, and a chain that differs above the leaf', (t) => {
  const malformed = refusal('malformed', 'tls: failed to parse certificate from server: x509: malformed certificate');
  t.match(refused(nameVerdict({ covered: undefined, verdict: malformed })), [
    { severity: 'critical', text: /: shown a certificate that cannot be decoded: refused/ },
  ]);
  t.match(refused(nameVerdict({ verdict: untrusted })), [{ text: /: shown the serving certificate with others: / }]);
  t.end();
});

void t.test('another certificate that ends soon', (t) => {
  const until = (days: number) => certificate({ ...front, notAfter: now + days * day });
  t.same(ending({ shown: [front] }), []);
  t.same(ending({ shown: undefined }), []);
  t.same(ending({ shown: [until(-1)], verdict: untrusted }), [], 'refused already');
  const short = certificate({ ...front, notBefore: now - 3 * day, notAfter: now + 2 * day });
  t.match(ending({ shown: [short] }), [{ severity: 'warning', text: /valid for only 5d 0h/ }]);
  t.same(ending({ shown: [short], renewalShare: 0.4 }), [], 'renewed in time as a rule');
  t.match(ending({ shown: [until(20)], verdict: undefined }), [
    { severity: 'warning', text: `api.example.com: shown ${identity}: expires in 20d 0h, at 2026-12-11 12:00 UTC` },
  ]);
  t.same(ending({ shown: [front], verdict: undefined }), []);
  t.match(ending({ shown: [until(3)] }), [{ severity: 'critical' }]);
  const accepted = (days: number) => ({ accepted: true, until: now + days * day, paths: [] }) as const;
  t.match(ending({ shown: [front], verdict: accepted(20) }), [
    { severity: 'warning', text: /: a CA of it expires in 20d 0h, at 2026-12-11 12:00 UTC$/ },
  ]);
  t.same(ending({ shown: [front], verdict: accepted(100) }), []);
  t.end();
});

void t.test('the remedy is elsewhere', (t) => {
  const names = [nameVerdict({ shown: [front] })];
  t.match(
    nameCertificateRefused.remedy(target(report({ names }))).procedures[0]?.lines[0],
    /-servername api\.example\.com /,
  );
  t.equal(nameCertificateEnding.remedy, nameCertificateRefused.remedy);
  t.end();
});
