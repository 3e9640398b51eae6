import fc from 'fast-check';
import t from 'tap';
import { noFiles } from '../../src/files/serving-file.js';
import { dueText } from '../../src/plan/due-day.js';
import { yearPlan } from '../../src/plan/year-plan.js';
import type { TargetReport } from '../../src/probe/report.js';
import { authority, certificate, day, down, loopback, now, report, target, trusted } from '../fixtures/report.js';

const far = now + 900 * day;

/** An API server whose certificates end in so many days. */
const server = (name: string, serving: number, ofLoopback: number) => {
  const leaf = certificate({ fingerprintSha256: `serving ${name}`, notAfter: now + serving * day });
  return report({
    address: `${name}:6443`,
    serving: [leaf],
    loopback: loopback({ fingerprintSha256: `loopback ${name}`, notAfter: now + ofLoopback * day }),
  });
};
const plan = (...reports: readonly TargetReport[]) => yearPlan({ reports, evidence: noFiles }, now);

void t.test('what has to be done first comes first', (t) => {
  const ca = authority({ notAfter: now + 300 * day });
  const rotating = {
    ...target(
      report({
        trust: trusted({ path: [certificate(), ca], anchors: [ca] }),
        serving: [certificate({ notAfter: far })],
        loopback: loopback({ notAfter: far }),
      }),
    ),
    target: { name: 'z', labels: {} },
  };
  const { entries } = plan(rotating, target(server('a', -3, 0.1), server('b', 100, 900), server('c', 366, 900)));
  t.same(
    entries.map(({ title, due, isOverdue }) => [title, dueText(due), isOverdue]),
    [
      ['Renew the serving certificate of prod: a:6443', 'now', true],
      ['Restart the API server of prod: a:6443', 'now', false],
      ['Renew the serving certificate of prod: b:6443', '2027-02-28', false],
      ['Rotate the CA CN=kubernetes of z', '2027-09-16', false],
    ],
  );
  t.end();
});

void t.test('dates', (t) => {
  const { entries, span } = plan(target(server('a', 100, 900)));
  t.same(span, { now, end: now + 365 * day });
  t.match(entries, [
    { severity: 'info', lastSafeDay: Date.UTC(2027, 1, 28) / 1000, bestFrom: Date.UTC(2027, 0, 30) / 1000 },
  ]);
  t.match(plan(target(server('a', 20, 900))).entries, [{ severity: 'warning', bestFrom: 'now' }]);
  const [restart] = plan(target(server('a', 900, 90), server('b', 900, 90), server('c', 900, 90))).entries;
  t.ok(restart !== undefined && restart.due !== 'now' && restart.due < Number(restart.lastSafeDay));
  t.end();
});

void t.test('what renews itself, and what was not seen', (t) => {
  const young = report({
    serving: [certificate({ notBefore: now, notAfter: now + 30 * day })],
    loopback: loopback({ notAfter: far }),
  });
  t.match(plan(target(young, down({ address: 'b:1' }))), {
    entries: [],
    renewing: [{ place: '10.225.4.51:6443' }],
    unseen: ['1 endpoint: no certificate was seen'],
  });
  t.end();
});

const fleet = fc
  .array(fc.array(fc.tuple(fc.integer({ min: -20, max: 500 }), fc.integer({ min: -20, max: 500 })), { maxLength: 5 }), {
    maxLength: 5,
  })
  .map((targets) =>
    targets.map((servers, at) => ({
      ...target(...servers.map(([serving, ofLoopback], each) => server(`${at}-${each}`, serving, ofLoopback))),
      target: { name: `t${at}`, labels: {} },
    })),
  );

void t.test('keys are unique, and nothing depends on the order of what was seen', (t) => {
  fc.assert(
    fc.property(fleet, (targets) => {
      const { entries } = plan(...targets);
      const turned = plan(...targets.map((each) => ({ ...each, reports: each.reports.toReversed() })).toReversed());
      t.same(turned.entries, entries);
      return new Set(entries.map(({ key }) => key)).size === entries.length;
    }),
    { numRuns: 100 },
  );
  t.end();
});

void t.test('each certificate that ends within the year is in the plan, once', (t) => {
  fc.assert(
    fc.property(fleet, (targets) => {
      const { entries, span } = plan(...targets);
      const planned = entries.flatMap(({ endings }) => endings.map(({ fingerprint }) => fingerprint));
      const ending = targets.flatMap(({ reports }) =>
        reports.flatMap(({ serving, loopback: own }) => [
          ...(serving ?? []),
          ...(own.state === 'found' ? own.chain : []),
        ]),
      );
      return (
        new Set(planned).size === planned.length &&
        ending.every(({ notAfter, fingerprintSha256 }) => notAfter > span.end || planned.includes(fingerprintSha256))
      );
    }),
    { numRuns: 100 },
  );
  t.end();
});
