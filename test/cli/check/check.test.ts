import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { check, systemEnvironment } from '../../../src/cli/check/check.js';
import type { CheckOptions } from '../../../src/cli/check/command.js';
import type { CheckResult } from '../../../src/cli/check/result.js';
import { startSpinner } from '../../../src/cli/check/spinner.js';
import { day } from '../../fixtures/report.js';
import { authority, closedEndpoint, startLocalApiserver } from './local-apiserver.js';
import { noFlags } from './no-flags.js';
import { runCheck } from './run-check.js';

void t.test('a healthy API server', async (t) => {
  const { endpoint } = await startLocalApiserver(t, '127.0.0.1');
  t.same(await runCheck([endpoint], { names: ['api.example.com'] }), {
    code: 0,
    stderr: '',
    stdout: `
┌───────┬─────────────────┬──────────────────┬───────────────────┬────────┬───────────────┐
│ State │ Address         │ Serving ends UTC │ Loopback ends UTC │ Up for │ Refused names │
├───────┼─────────────────┼──────────────────┼───────────────────┼────────┼───────────────┤
│ OK    │ ${endpoint} │ 2027-09-17 12:00 │ 2027-11-09 11:00  │ 12d 0h │ none          │
│       │                 │ 300d 0h left     │ 352d 23h left     │        │               │
└───────┴─────────────────┴──────────────────┴───────────────────┴────────┴───────────────┘

OK (exit code 0): 1 endpoint (1 server answered 8 probes); nothing found
`.slice(1),
  });
});

void t.test('a name that clients use is not covered: critical', async (t) => {
  const { endpoint } = await startLocalApiserver(t, '127.0.0.1');
  const { code, stdout } = await runCheck([endpoint], { names: ['10.220.70.56'] });
  t.equal(code, 2);
  t.match(stdout, '│ CRITICAL │');
  t.match(stdout, '1. CRITICAL: The serving certificate does not cover names that clients use');
  t.match(stdout, '\n     x509: certificate is valid for 127.0.0.1, not 10.220.70.56\n');
  t.match(stdout, "     names='' ips='10.220.70.56'   # what is to be added\n");
  t.match(stdout, /\n\nCRITICAL \(exit code 2\): 1 endpoint \(1 server answered 8 probes\); 1 critical\n$/);
});

void t.test('only its own address is not covered: a warning', async (t) => {
  const { endpoint } = await startLocalApiserver(t);
  const { code, stdout } = await runCheck([endpoint]);
  t.equal(code, 1);
  t.match(stdout, "1. WARNING: The serving certificate does not cover the instance's own address");
});

void t.test('who knows the kind of the control plane gets its procedures, and no others', async (t) => {
  const { endpoint } = await startLocalApiserver(t, '127.0.0.1');
  const names = ['10.220.70.56'];
  const { stdout } = await runCheck([endpoint], { names, controlPlane: 'systemd' });
  t.match(stdout, '\n   systemd: ');
  t.notMatch(stdout, '\n   kubeadm: ');
  const { stdout: json } = await runCheck([endpoint], { names, controlPlane: 'K3s', output: 'json' });
  const { findings } = JSON.parse(json) as Pick<CheckResult, 'findings'>;
  const kinds = findings.flatMap(({ remedy }) => remedy.procedures.flatMap(({ distributions }) => distributions));
  t.same([...new Set(kinds)], ['K3s']);
});

void t.test('nothing answers: unknown', async (t) => {
  const { code, stdout } = await runCheck([await closedEndpoint()]);
  t.equal(code, 3);
  t.match(stdout, 'serving certificate: nothing listens on this port (refused)');
});

void t.test('the worst finding decides', async (t) => {
  const [good, bad] = [await startLocalApiserver(t, '127.0.0.1'), await startLocalApiserver(t)];
  const { code, stdout } = await runCheck([good.endpoint, bad.endpoint, await closedEndpoint()]);
  t.equal(code, 3);
  t.same(stdout.match(/│ (OK|WARNING|UNKNOWN) /g), ['│ OK ', '│ WARNING ', '│ UNKNOWN ']);
  t.match(stdout, '1. UNKNOWN');
  t.match(stdout, '2. WARNING');
});

void t.test('a configuration, as JSON', async (t) => {
  const { endpoint } = await startLocalApiserver(t, '127.0.0.1');
  const configFile = join(t.testdir(), 'exporter.yml');
  const targets = [{ name: 'prod', addresses: [endpoint], ca: { pem: authority.pem }, labels: { env: 'live' } }];
  writeFileSync(configFile, JSON.stringify({ targets }));
  const { code, stdout } = await runCheck([], { configFile, output: 'json' });
  t.equal(code, 0);
  t.match(JSON.parse(stdout), {
    exitCode: 0,
    observedAt: '2026-11-21T12:00:00Z',
    targets: [
      {
        name: 'prod',
        labels: { env: 'live' },
        endpoints: [{ up: true, trust: { state: 'trusted' }, uptimeSeconds: 12 * day }],
      },
    ],
  });
});

void t.test('if the check cannot start, it says why on stderr', async (t) => {
  t.match(await runCheck([]), { code: 3, stdout: /"\/nowhere\/\.kube\/config" does not exist/, stderr: '' });
  t.match(await runCheck(['http://x', 'a b']), {
    code: 3,
    stdout: '',
    stderr: /^endpoint: found "http:\/\/x".*\n.*"a b".*\n$/,
  });
});

void t.test('if it cannot start, a monitoring server learns it too, and a file stays as it is', async (t) => {
  const { code, stdout, stderr } = await runCheck(['a b'], { output: 'nagios', since: 's' });
  t.equal(code, 3);
  t.match(stdout, /^APISERVER CERTS UNKNOWN - cannot check: --since: expected .*; endpoint: found "a b", .*\n$/);
  t.match(stderr, /^--since: expected .*\nendpoint: found "a b"/);
  const missing = await runCheck([await closedEndpoint()], { output: 'json', since: '/nowhere/s.json' });
  t.match(missing, { code: 3, stdout: '', stderr: /^--since \/nowhere\/s\.json: / });
  const outputFile = join(t.testdir({ 'check.prom': 'old' }), 'check.prom');
  const options = { output: 'openmetrics', outputFile } as const;
  t.match(await runCheck(['a b'], options), { code: 3, stdout: '', stderr: /^endpoint: / });
  t.equal(readFileSync(outputFile, 'utf8'), 'old');
  t.match(await runCheck([await closedEndpoint()], options), { code: 3, stdout: '', stderr: '' });
  t.match(readFileSync(outputFile, 'utf8'), /\napiserver_check_exit_code 3\n/);
  const wait = { restart: true, after: undefined, seconds: 1, isNamed: true };
  t.match(await runCheck(['a'], { output: 'nagios', wait }), {
    code: 3,
    stdout: /^APISERVER CERTS UNKNOWN - .*in a wait\n$/,
  });
});

void t.test('the real environment', async (t) => {
  const out: string[] = [];
  const io = { stdout: (text: string) => void out.push(text), stderr: (text: string) => void out.push(text) };
  const options: CheckOptions = { ...noFlags, output: 'json', timeout: 10 };
  t.equal(await check([await closedEndpoint()], options, io), 3);
  t.match(JSON.parse(out.join('')), { exitCode: 3, targets: [{ endpoints: [{ failures: [{ reason: 'refused' }] }] }] });
});

void t.test('colours and spinner are for terminals', (t) => {
  const terminal = { isTTY: true, columns: 90 };
  t.match(systemEnvironment(terminal, terminal, true), { color: true, width: 90, startSpinner });
  t.match(systemEnvironment(terminal, {}, false), { color: false, width: 90, startSpinner: undefined });
  t.match(systemEnvironment({}, terminal, true), { color: false, width: 120, startSpinner });
  t.match(systemEnvironment({ isTTY: true, columns: 0 }, {}, true), { color: true, width: 120 });
  t.end();
});
