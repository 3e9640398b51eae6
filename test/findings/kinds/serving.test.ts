import t from 'tap';
import type { FindingKind } from '../../../src/findings/kinds/finding-kind.js';
import {
  serverNotVerified,
  servingEnding,
  servingExpired,
  servingNotYetValid,
  unverifiedExpired,
} from '../../../src/findings/kinds/serving.js';
import type { Report } from '../../../src/probe/report.js';
import { refusal } from '../../../src/x509/go-refusal.js';
import { certificate, day, down, nameVerdict, now, report, target, untrusted } from '../../fixtures/report.js';

const at = (notAfter: number, notBefore = notAfter - 365 * day): Partial<Report> => ({
  serving: [certificate({ notBefore, notAfter })],
});
/** [kind, report, severity, text]; without severity, nothing is found. */
const cases: readonly (readonly [FindingKind, Partial<Report>, string?, string?])[] = [
  [servingExpired, at(now)],
  [servingExpired, at(now - 1), 'critical', 'expired 1s ago, at 2026-11-21 11:59 UTC'],
  [servingEnding, at(now - 1)],
  [servingEnding, at(now), 'critical', 'expires in 0s, at 2026-11-21 12:00 UTC'],
  [servingEnding, at(now + 7 * day), 'warning', 'expires in 7d 0h, at 2026-11-28 12:00 UTC'],
  [servingEnding, at(now + 30 * day)],
  [servingNotYetValid, at(now + 365 * day, now)],
  [servingNotYetValid, at(now + 365 * day, now + 3600), 'critical', 'valid from 2026-11-21 13:00 UTC, in 1h 0m'],
  [servingExpired, { ...at(now - 1), isVerified: false }],
  [servingEnding, { ...at(now), isVerified: false }],
  [servingNotYetValid, { ...at(now + 365 * day, now + 3600), isVerified: false }],
  [unverifiedExpired, at(now - 1)],
  [unverifiedExpired, { ...at(now), isVerified: false }],
  [unverifiedExpired, { ...at(now - 1), isVerified: false }, 'warning', 'expired 1s ago, at 2026-11-21 11:59 UTC'],
];

void t.test('findings about the serving certificate', (t) => {
  for (const [kind, change, severity, text] of cases) {
    const expected = severity === undefined ? [] : [{ severity, text, addresses: ['10.225.4.51:6443'] }];
    const found = kind.detect(target(report(change)), now);
    t.same(
      found.map(({ severity, text, addresses }) => ({ severity, text, addresses })),
      expected,
      `${kind.id} ${text ?? 'not found'}`,
    );
  }
  t.end();
});

void t.test('what Go clients say about the dates, and the names that they refuse', (t) => {
  const message = (time: string, is: string) =>
    `x509: certificate has expired or is not yet valid: current time ${time} is ${is}`;
  const refused = (reason: 'expired' | 'not_yet_valid', is: string) => [
    nameVerdict({ verdict: refusal(reason, message('2026-11-21T11:59:58Z', is)) }),
  ];
  const after = 'after 2026-11-21T11:59:00Z';
  t.match(servingExpired.detect(target(report({ ...at(now - 60), names: refused('expired', after) })), now), [
    { names: ['api.example.com'], words: [message('2026-11-21T12:00:00Z', after)] },
  ]);
  const before = 'before 2026-11-21T12:01:00Z';
  const early = { ...at(now + day, now + 60), names: refused('not_yet_valid', before) };
  t.match(servingNotYetValid.detect(target(report(early)), now), [
    { names: ['api.example.com'], words: [message('2026-11-21T12:00:00Z', before)] },
  ]);
  t.end();
});

void t.test('a CA that is not valid yet', (t) => {
  const early = refusal('not_yet_valid', 'x509: certificate signed by unknown authority (possibly because of …)');
  t.match(servingNotYetValid.detect(target(report({ trust: { state: 'untrusted', refusal: early } })), now), [
    { severity: 'critical', text: 'refused, because it or a CA of it is not yet valid', words: [early.message] },
  ]);
  t.end();
});

void t.test('nothing is found without a certificate', (t) => {
  for (const kind of [servingExpired, servingEnding, servingNotYetValid]) {
    t.same(kind.detect(target(down({ trust: untrusted('X') })), now), [], kind.id);
  }
  t.end();
});

void t.test('remedies', (t) => {
  t.equal(servingExpired.remedy(), servingEnding.remedy());
  t.match(servingNotYetValid.remedy().advice[0], /clocks/);
  t.end();
});

void t.test('verification that is switched off', (t) => {
  t.match(serverNotVerified.detect({ ...target(), insecure: true }), [{ severity: 'warning' }]);
  t.same(serverNotVerified.detect(target()), []);
  t.ok(serverNotVerified.remedy().advice.length > 0);
  t.end();
});
