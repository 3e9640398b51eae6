import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import { nagiosLine } from '../../../../src/cli/check/nagios/nagios-line.js';
import { checkCounts } from '../../../../src/cli/check/summary.js';
import type { CheckResult } from '../../../../src/cli/check/result.js';
import type { TargetReport } from '../../../../src/probe/report.js';
import { certificate, day, down, loopback, now, report, target, uncoveredName } from '../../../fixtures/report.js';
import { hostileText } from '../../hostile-text.js';
import { result, resultWith, threeAndOne } from '../result-fixture.js';
import { readPluginOutput, stateOf } from './plugin-output.js';

const lineOf = (checked: CheckResult): string => `${nagiosLine(checked, checkCounts(checked))}\n`;

void t.test('what is wrong, the worst first, with its place', (t) => {
  const { state, text, data } = readPluginOutput(lineOf(result(threeAndOne)));
  t.equal(state, 'CRITICAL');
  t.match(
    text,
    /^APISERVER CERTS CRITICAL - 4 endpoints; 2 critical, .*: prod 10\.225\.4\.52:6443: The serving certificate does not cover names that clients use: no SAN covers api\.example\.com; prod 10\.225\.4\.51:6443: The loopback/,
  );
  t.match(data.slice(0, 6), [
    { label: 'critical', value: 2, critical: '0' },
    { label: 'unknown', value: 1 },
    { label: 'warning', value: 1, warning: '0' },
    { label: 'endpoints', value: 4 },
    { label: 'endpoints_up', value: 3 },
    {
      label: 'prod 10.225.4.51:6443 loopback',
      value: 5 * day - 1,
      unit: 's',
      warning: '5184000:',
      critical: '1209600:',
    },
  ]);
  t.equal(data.length, 11);
  t.end();
});

void t.test('nothing is wrong: the first end', (t) => {
  const ends = target(report({ loopback: loopback({ notAfter: now + 200 * day }) }));
  t.match(
    lineOf(result(ends)),
    /^APISERVER CERTS OK - 1 endpoint; nothing found; the first end is that of prod 10\.225\.4\.51:6443 loopback in 200d 0h \| 'critical'=0;;0;0 /,
  );
  t.match(lineOf(result(target(report({ serving: undefined, loopback: { state: 'failed' } })))), / - 1 endpoint; /);
  t.match(lineOf(result(target(down()))), /UNKNOWN - 1 endpoint; 1 unknown.*: prod 10\.225\.4\.51:6443: /);
  t.end();
});

void t.test('findings about a whole target, and about files', (t) => {
  const insecure = { ...target(report()), insecure: true };
  t.match(
    lineOf(result(insecure)),
    /: prod: The kubeconfig switches verification off \(insecure-skip-tls-verify\): no c/,
  );
  const file = {
    path: '/a.crt',
    outcome: { state: 'failed', reason: 'empty', message: 'empty' } as const,
    certificates: [],
  };
  const evidence = { files: [file, { ...file, path: '/b.crt' }], serving: [] };
  t.match(lineOf(resultWith(evidence)), /: \/a\.crt and 1 more: Certificates could not be read from a file: empty \|/);
  t.end();
});

/** Also what has a meaning in the line of a plugin. */
const breaking = fc
  .array(fc.oneof(hostileText, fc.constantFrom("'", '=', '|', '\\n', ';', "' 'x'=1", '$ARG1$')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

void t.test('more kinds of faults than there is room for', (t) => {
  const text = 'x'.repeat(400);
  const names = [uncoveredName({ name: text }), uncoveredName({ name: `${text}.y`, role: 'instance' })];
  const serving = [certificate({ notAfter: now + day })] as const;
  const bad = report({ serving, loopback: loopback({ notAfter: now + day }), names });
  const { text: shown } = readPluginOutput(lineOf(result({ ...target(bad), insecure: true })));
  t.match(shown, /: prod .*…; prod .*; and \d more$/);
  t.ok(Buffer.byteLength(shown) < 1000);
  t.end();
});

/** A large fleet with much that is wrong. */
const fleet = Array.from({ length: 300 }, (_, i): TargetReport => {
  const address = `10.1.${i >> 8}.${i & 255}:6443`;
  const serving = [certificate({ notAfter: now + (i % 60) * day })] as const;
  return { ...target(report({ address, serving })), target: { name: `cluster-${i}`, labels: {} } };
});

void t.test('a line is bounded: what matters least is left out, and the line says how much', (t) => {
  const line = lineOf(result(...fleet));
  t.ok(Buffer.byteLength(line) <= 3901);
  const { text, data } = readPluginOutput(line);
  t.ok(Buffer.byteLength(text) < 1023);
  t.match(text, /: cluster-0 10\.1\.0\.0:6443 and 34 more: The serving certificate expires soon: expires in 0s, /);
  t.match(text, /; cluster-7 10\.1\.0\.7:6443 and 114 more: .* \(\d+ of 605 performance data left out\)$/);
  const [, omitted] = /\((\d+) of/.exec(text) ?? [];
  t.equal(Number(omitted) + data.length, 605);
  const states = data.slice(5).map(stateOf);
  t.equal(states.filter((each) => each === 'critical').length, 35, 'all that are critical are there');
  t.ok(states.every((each) => each !== 'info'));
  t.equal(line, lineOf(result(...fleet)));
  t.end();
});

void t.test('no name, label or SAN breaks the line or its data', (t) => {
  fc.assert(
    fc.property(breaking, breaking, fc.nat(3), (text, other, many) => {
      const names = [
        uncoveredName({ name: text, role: 'client' }),
        uncoveredName({ name: other, shown: [certificate()] }),
      ];
      const serving = [certificate({ subject: other, dnsNames: [text], notAfter: now + day })] as const;
      const hit = report({ address: `${other}:1`, serving, names });
      const one = { ...target(hit, ...Array.from({ length: many }, () => hit)), target: { name: text, labels: {} } };
      const file = {
        path: text,
        outcome: { state: 'failed', reason: 'malformed', message: other } as const,
        certificates: [{ label: other, certificate: certificate({ subject: text }) }],
      };
      const line = lineOf(resultWith({ files: [file], serving: [] }, one));
      const { data } = readPluginOutput(line);
      return Buffer.byteLength(line) <= 3901 && new Set(data.map(({ label }) => label)).size === data.length;
    }),
    { numRuns: 300 },
  );
  t.end();
});

/** Prints each label, and the state by the thresholds, of the performance data on stdin. */
const perl = `use Monitoring::Plugin::Performance; local $/; my $text = <STDIN>;
for my $datum (Monitoring::Plugin::Performance->parse_perfstring($text)) {
  print join("\\t", $datum->label, $datum->threshold->get_status($datum->value)), "\\n";
}`;

void t.test('Monitoring::Plugin reads the same', (t) => {
  if (spawnSync('perl', ['-MMonitoring::Plugin::Performance', '-e', '1']).status !== 0) {
    const message = "there is no Monitoring::Plugin (Debian's package libmonitoring-plugin-perl)";
    if (process.env['CI']) t.fail(message);
    else t.pass(message, { skip: true });
    t.end();
    return;
  }
  for (const checked of [result(threeAndOne), result(...fleet)]) {
    const line = lineOf(checked);
    const { stdout } = spawnSync('perl', ['-e', perl], {
      input: line.slice(line.indexOf('|') + 1).trim(),
      encoding: 'utf8',
    });
    const codes = { critical: 2, warning: 1, info: 0 };
    const expected = readPluginOutput(line).data.map((datum) => `${datum.label}\t${codes[stateOf(datum)]}\n`);
    t.equal(stdout, expected.join(''));
  }
  t.end();
});
