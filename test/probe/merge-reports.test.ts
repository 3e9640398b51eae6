import t from 'tap';
import { mergeReports } from '../../src/probe/merge-reports.js';
import type { NameVerdict, ProbeFailure, Report } from '../../src/probe/report.js';
import type { Chain } from '../../src/x509/certificate.js';
import { certificate, nameVerdict, report, uncoveredName } from '../fixtures/report.js';

const covered = (name: string, covered = true): NameVerdict => (covered ? nameVerdict : uncoveredName)({ name });
const failed = (probe: ProbeFailure['probe'], reason: ProbeFailure['reason']): ProbeFailure => ({ probe, reason });

void t.test('one report for each address, in the order of first appearance', (t) => {
  const [a, b] = [report({ address: 'a:1' }), report({ address: 'b:1' })];
  t.same(mergeReports([b, a]), [b, a]);
  t.same(mergeReports([]), []);
  t.end();
});

void t.test('the first report is kept; others add the names and failures that it lacks', (t) => {
  const first = report({
    names: [covered('a'), covered('b', false)],
    failures: [failed('loopback', 'reset')],
    observedAt: 1,
    phases: { tls: 1 },
    truncated: ['chain'],
  });
  const second = report({
    names: [covered('b'), covered('c', false)],
    failures: [failed('loopback', 'reset'), failed('loopback', 'closed'), failed('name', 'reset')],
    observedAt: 2,
    phases: { tls: 2, resolve: 2 },
    truncated: ['chain', 'names'],
  });
  const third = report({ names: [covered('c'), covered('d')], failures: [failed('name', 'reset')] });
  t.same(mergeReports([first, second, third]), [
    {
      ...first,
      names: [covered('a'), covered('b', false), covered('c', false), covered('d')],
      failures: [failed('loopback', 'reset'), failed('loopback', 'closed'), failed('name', 'reset')],
      truncated: ['chain', 'names'],
    },
  ]);
  t.end();
});

void t.test('names that are not reachable: each once, and not those that are judged', (t) => {
  const notHere = (name: string) => ({ name, role: 'client', because: 'closed', shown: undefined }) as const;
  const [merged] = mergeReports([
    report({ names: [covered('a')], namesNotHere: [notHere('b'), notHere('c')] }),
    report({ names: [covered('b')], namesNotHere: [notHere('a'), notHere('c'), notHere('d')] }),
  ]);
  t.match(merged, { names: [{ name: 'a' }, { name: 'b' }], namesNotHere: [{ name: 'c' }, { name: 'd' }] });
  t.equal(merged?.namesNotHere.length, 2);
  t.end();
});

void t.test('which chain a name is shown, beside the serving chain of the first report', (t) => {
  const chainOf = (...texts: readonly string[]): Chain => {
    const [leaf, ...rest] = texts.map((text) => certificate({ fingerprintSha256: text }));
    return [leaf!, ...rest];
  };
  const shown = (serving: Report['serving'], other: Report['serving'], own?: Chain) => {
    const [merged] = mergeReports([
      report({ serving }),
      report({ serving: other, names: [nameVerdict({ shown: own })] }),
    ]);
    return merged?.names[0]?.shown?.map(({ fingerprintSha256 }) => fingerprintSha256);
  };
  t.equal(shown(chainOf('a', 'ca'), chainOf('a', 'ca')), undefined, 'the same');
  t.same(shown(chainOf('a', 'ca'), chainOf('b')), ['b'], 'the serving chain of the other handshake');
  t.same(shown(chainOf('a', 'ca'), chainOf('b'), chainOf('c', 'ca')), ['c', 'ca'], 'its own');
  t.equal(shown(chainOf('a', 'ca'), chainOf('b'), chainOf('a', 'ca')), undefined, 'its own, as in the first handshake');
  t.same(shown(chainOf('a', 'ca'), chainOf('a')), ['a'], 'without the intermediate');
  t.equal(shown(undefined, chainOf('a')), undefined, 'the report with a serving chain is kept');
  const [kept] = mergeReports([report({ serving: undefined }), report({ serving: chainOf('a') })]);
  t.match(kept, { serving: [{ fingerprintSha256: 'a' }] });
  t.equal(shown(chainOf('a'), undefined), undefined, 'nothing that can be decoded');
  t.end();
});
