import t from 'tap';
import type { FindingKind } from '../../../src/findings/kinds/finding-kind.js';
import {
  chainEndsEarly,
  serverNotVerified,
  servingEnding,
  servingExpired,
  servingNotYetValid,
  servingUntrusted,
} from '../../../src/findings/kinds/serving.js';
import type { Report } from '../../../src/probe/report.js';
import { certificate, day, down, now, report, target, trusted, untrusted } from '../../fixtures/report.js';

const at = (notAfter: number, notBefore = notAfter - 365 * day): Partial<Report> => ({
  serving: [certificate({ notBefore, notAfter })],
});
const issued = (notAfter: number): Partial<Report> => ({
  serving: [
    certificate(),
    certificate({ subject: 'CN=sub', notBefore: now - 3650 * day, notAfter }),
    certificate({ subject: 'CN=root', notAfter: now + 900 * day }),
  ],
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
  [chainEndsEarly, {}],
  [chainEndsEarly, issued(now + 265 * day)],
  [chainEndsEarly, issued(now + 265 * day - 1), 'info', 'CN=sub: expires in 264d 23h, at 2027-08-13 11:59 UTC'],
  [chainEndsEarly, issued(now + 30 * day - 1), 'warning', 'CN=sub: expires in 29d 23h, at 2026-12-21 11:59 UTC'],
  [chainEndsEarly, issued(now + 7 * day - 1), 'critical', 'CN=sub: expires in 6d 23h, at 2026-11-28 11:59 UTC'],
  [chainEndsEarly, issued(now - day), 'critical', 'CN=sub: expired 1d 0h ago, at 2026-11-20 12:00 UTC'],
  [servingUntrusted, { trust: trusted() }],
  [servingUntrusted, { trust: { state: 'unknown', refusal: undefined } }],
  [servingUntrusted, { trust: untrusted('X') }, 'critical', 'issued by CN=kubernetes (X)'],
  [
    servingUntrusted,
    { trust: untrusted('X'), serving: [certificate({ issuer: '' })] },
    'critical',
    'issued by an issuer without a name (X)',
  ],
];

void t.test('findings about the serving certificate', (t) => {
  for (const [kind, change, severity, text] of cases) {
    const expected = severity === undefined ? [] : [{ severity, text, addresses: ['10.225.4.51:6443'] }];
    t.same(kind.detect(target(report(change)), now), expected, `${kind.id} ${text ?? 'not found'}`);
  }
  t.end();
});

void t.test('nothing is found without a certificate', (t) => {
  for (const kind of [servingExpired, servingEnding, servingNotYetValid, chainEndsEarly, servingUntrusted]) {
    t.same(kind.detect(target(down({ trust: untrusted('X') })), now), [], kind.id);
  }
  t.end();
});

void t.test('remedies', (t) => {
  t.equal(servingExpired.remedy(), servingEnding.remedy());
  t.match(servingNotYetValid.remedy().advice[0], /clocks/);
  t.match(chainEndsEarly.remedy().advice[0], /issuing certificate/);
  const compare = (...all: readonly Report[]): string | undefined =>
    servingUntrusted.remedy(target(...all)).procedures[0]?.lines[0];
  t.match(compare(report()), 'openssl s_client -connect 10.225.4.51:6443 ');
  t.match(compare(), 'openssl s_client -connect HOST:6443 ');
  t.end();
});

void t.test('verification that is switched off', (t) => {
  t.match(serverNotVerified.detect({ ...target(), insecure: true }), [{ severity: 'warning' }]);
  t.same(serverNotVerified.detect(target()), []);
  t.ok(serverNotVerified.remedy().advice.length > 0);
  t.end();
});
