import fc from 'fast-check';
import t from 'tap';
import { findingsOf } from '../../src/findings/findings-of.js';
import type { Report } from '../../src/probe/report.js';
import { refusal, type RefusalReason } from '../../src/x509/go-refusal.js';
import { authority, certificate, day, nameVerdict, now, report, target, trusted } from '../fixtures/report.js';

const refusals: readonly RefusalReason[] = [
  'name',
  'expired',
  'not_yet_valid',
  'unknown_authority',
  'usage',
  'name_constraint',
  'path',
  'malformed',
  'unsupported',
];

const refused = fc.constantFrom(...refusals).map((reason) => refusal(reason, `x509: ${reason}`));
const name = fc
  .record({ name: fc.constantFrom('a.example.com', 'b.example.com', '10.1.1.1'), refusal: refused })
  .map(({ name: text, refusal: verdict }) =>
    nameVerdict({ name: text, covered: verdict.reason !== 'name', verdict, shown: undefined }),
  );

/** A gateway, by its path or by its certificate, with anything wrong with that. */
const gateway = fc
  .record({
    isByPath: fc.boolean(),
    endsIn: fc.integer({ min: -400, max: 400 }),
    caEndsIn: fc.integer({ min: -400, max: 400 }),
    untrusted: fc.option(refused, { nil: undefined }),
    names: fc.uniqueArray(name, { selector: (verdict) => verdict.name, maxLength: 3 }),
  })
  .map(({ isByPath, endsIn, caEndsIn, untrusted, names }) => {
    const leaf = certificate({ notAfter: now + endsIn * day, dnsNames: ['gateway.example.com'], ipAddresses: [] });
    const ca = authority({ notAfter: now + caEndsIn * day });
    const seen: Report = report({
      path: isByPath ? '/k8s/clusters/c-1' : '',
      loopback: isByPath
        ? { state: 'not_asked', because: 'gateway' }
        : { state: 'not_served', because: 'serving_certificate' },
      serving: [leaf, ca],
      trust: untrusted
        ? { state: 'untrusted', refusal: untrusted }
        : trusted({ until: Math.min(leaf.notAfter, ca.notAfter), path: [leaf, ca], anchors: [ca] }),
      names,
    });
    return { seen, ca };
  });

void t.test("whatever is wrong with a gateway's certificate, no command issues one for API servers or a CA", (t) => {
  let serious = 0;
  fc.assert(
    fc.property(gateway, ({ seen, ca }) => {
      for (const found of findingsOf([{ ...target(seen), ca: [ca] }], now)) {
        if (found.severity !== 'info') serious += 1;
        t.same(found.remedy.procedures, [], found.id);
        t.notMatch(found.remedy.advice.join(' '), /kubeadm|rotate|--tls-cert-file/, found.id);
      }
    }),
    { numRuns: 300 },
  );
  t.ok(serious > 300);
  t.end();
});

void t.test(
  'the certificates of API servers behind a gateway are still issued, without the names of the gateway',
  (t) => {
    const lacking = (address: string, change: Partial<Report>, ...names: readonly string[]): Report =>
      report({
        address,
        names: names.map((each) =>
          nameVerdict({ name: each, covered: false, verdict: refusal('name', `x509: not ${each}`) }),
        ),
        ...change,
      });
    const own = lacking('203.0.113.10:443', { path: '/k8s/clusters/c-1' }, 'gateway.example.com');
    const instance = lacking('10.225.4.51:6443', {}, 'api.example.com');
    const found = findingsOf([target(own, instance)], now).filter(({ id }) => id === 'client-name-not-covered');
    t.same(
      found.map(({ addresses, remedy }) => [addresses, remedy.procedures.length > 0]),
      [
        [['203.0.113.10:443'], false],
        [['10.225.4.51:6443'], true],
      ],
    );
    const commands = JSON.stringify(found.map(({ remedy }) => remedy.procedures));
    t.match(commands, /api\.example\.com/);
    t.notMatch(commands, /gateway\.example\.com/);
    t.end();
  },
);
