import t from 'tap';
import { planText } from '../../../src/cli/check/plan-text.js';
import { noFiles } from '../../../src/files/serving-file.js';
import { yearPlan } from '../../../src/plan/year-plan.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { certificate, day, down, loopback, now, report, target } from '../../fixtures/report.js';

const plain = { color: false, width: 100, all: false };
const printed = (targets: readonly TargetReport[], options: Partial<typeof plain> = {}): string =>
  planText(yearPlan({ reports: targets, evidence: noFiles }, now), { ...plain, ...options });

const server = (name: string, serving: number, ofLoopback: number) =>
  report({
    address: `${name}:6443`,
    serving: [certificate({ fingerprintSha256: name, notAfter: now + serving * day })],
    loopback: loopback({ fingerprintSha256: `loopback ${name}`, notAfter: now + ofLoopback * day }),
  });

void t.test('by month, the first first', (t) => {
  const text = printed([target(server('a', -3, 90), server('b', 300, 90), down({ address: 'c:6443' }))]);
  t.equal(
    text,
    `From 2026-11-21 to 2027-11-21, in UTC.

Now:
  OVERDUE: Renew the serving certificate of prod: a:6443
      The certificate ended at 2026-11-18 12:00 UTC: do it now. That was 3d 0h ago.
      Runbook: ApiserverCertificateRefused

February 2027:
  by 2027-02-10: Restart the 2 API servers of prod, one at a time
      The first loopback certificate ends at 2027-02-19 12:00 UTC. Last safe day: 2027-02-18. Best
      from 2027-01-03, when check begins to warn.
      Restart one at a time, the next one when the last is ready. With more than a week between two,
      where there is time, the new certificates do not end together.
      1. by 2027-02-10: a:6443 (ends 2027-02-19 12:00 UTC)
      2. by 2027-02-18: b:6443 (ends 2027-02-19 12:00 UTC)
      Runbook: ApiserverLoopbackCertificateEnding

September 2027:
  by 2027-09-16: Renew the serving certificate of prod: b:6443
      The certificate ends at 2027-09-17 12:00 UTC. Last safe day: 2027-09-16. Best from 2027-08-18,
      when check begins to warn.
      Runbook: ApiserverServingCertificateEnding

This plan is not complete:
  1 endpoint: no certificate was seen`,
  );
  t.end();
});

void t.test('nothing to do', (t) => {
  t.match(printed([target(server('a', 900, 900))]), /^From .*\n\nNothing that was seen ends in this time\.$/);
  const young = report({ serving: [certificate({ notBefore: now, notAfter: now + 30 * day })] });
  t.match(printed([target(young)]), /\n\n1 certificate renews itself/);
  t.end();
});

void t.test('bounded, unless all is asked for', (t) => {
  const many = Array.from({ length: 120 }, (_, at) => ({
    ...target(server(`a${at}`, 100, 900)),
    target: { name: `t${at}`, labels: {} },
  }));
  t.match(printed(many), /\n\n… and 20 more: --all prints them\.$/);
  t.notMatch(printed(many, { all: true }), '--all');
  t.end();
});

void t.test('narrow, and in colour', (t) => {
  for (const line of printed([target(server('a', 100, 90))], { width: 40 }).split('\n')) t.ok(line.length <= 40, line);
  t.match(printed([target(server('a', 2, 900))], { color: true }), '\x1b[31m');
  t.end();
});
