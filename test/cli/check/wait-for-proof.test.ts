import t from 'tap';
import { createLoopback } from '../../../demo/loopback.js';
import { compose } from '../../../src/cli/composition.js';
import { startBalancer } from '../../fixtures/balancer.js';
import { now } from '../../fixtures/report.js';
import { authority, closedEndpoint, startLocalApiserver } from './local-apiserver.js';
import { runCheck } from './run-check.js';
import type { WaitOptions } from '../../../src/cli/check/wait-options.js';

const restart: WaitOptions = { restart: true, after: undefined, seconds: 60, isNamed: true };
const covered: WaitOptions = { ...restart, restart: false };
const fresh = (await createLoopback({ startedAt: now + 10 })).identity;
const older = (await createLoopback({ startedAt: now - 10 })).identity;

/** Does one of these between any two probes. */
const between = (...steps: readonly (() => void)[]) => {
  let done = 0;
  return { pause: () => Promise.resolve(steps[done++]?.()) };
};

void t.test('a restart', async (t) => {
  const server = await startLocalApiserver(t, '127.0.0.1');
  const steps = between(
    () => undefined,
    () => server.restart(older, now - 10),
    () => server.restart(fresh, now + 10),
  );
  const { code, stdout, stderr } = await runCheck([server.endpoint], { wait: restart }, steps);
  t.equal(code, 0, stdout);
  t.match(
    stdout,
    `OK (exit code 0): ${server.endpoint}: restarted, the process @${now + 10} (started 2026-11-21 12:00:10`,
  );
  const lines = stderr.split('\n').slice(0, -1);
  t.equal(lines.length, 2, 'a line for each change');
  for (const line of lines)
    t.match(line, /: waiting for a start after 2026-11-21 12:00:00 UTC: the process @\d+ .* still/);
});

void t.test('a wait that begins after the restart', async (t) => {
  const server = await startLocalApiserver(t);
  server.restart(fresh, now + 10);
  const wait = { ...restart, after: String(now - 5) };
  t.match(await runCheck([server.endpoint], { wait, output: 'json' }), {
    code: 0,
    stdout: /"state": "ok"/,
    stderr: '',
  });
});

void t.test('a new process that is not ready yet', async (t) => {
  const server = await startLocalApiserver(t);
  const http = { now: () => now };
  const steps = between(
    () => server.replace({ loopback: fresh, http: { ...http, failing: ['etcd'] } }),
    () => server.replace({ http }),
  );
  const { code, stderr } = await runCheck([server.endpoint], { wait: restart }, steps);
  t.equal(code, 0);
  t.match(stderr, /: the new process is not ready: \/livez fails: etcd\n$/);
});

void t.test('names', async (t) => {
  const server = await startLocalApiserver(t, '127.0.0.1');
  const { identity } = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['NEW.example.com'],
    notBefore: now - 60,
    notAfter: now + 600,
  });
  const steps = between(() => server.replaceServing(identity));
  const { code, stdout, stderr } = await runCheck(
    [server.endpoint],
    { wait: covered, names: ['new.example.com'] },
    steps,
  );
  t.equal(stdout, `OK (exit code 0): ${server.endpoint}: covered: new.example.com\n`);
  t.equal(code, 0);
  t.match(stderr, /waiting for covered names: x509: certificate is valid for /);
});

void t.test('a load balancer, until each server behind it has restarted', async (t) => {
  const servers = [await startLocalApiserver(t), await startLocalApiserver(t)];
  let connections = 0;
  const address = `127.0.0.1:${await startBalancer(t, () => servers[connections++ % 2]?.port)}`;
  const another = (await createLoopback({ startedAt: now + 70 })).identity;
  servers[1]?.replace({ loopback: older });
  const steps = between(
    () => servers[0]?.restart(fresh, now + 10),
    () => servers[1]?.restart(another, now + 70),
  );
  const { code, stdout, stderr } = await runCheck([address], { wait: restart }, steps);
  t.equal(code, 0, stdout);
  t.equal(stderr.match(/still answers/g)?.length, 2, stderr);
  t.match(
    stdout,
    /restarted, the process @\d+ .*, the process @\d+ .*; before it the process @\d+ .*, the process @\d+/,
  );
});

void t.test('a clock that is set meanwhile makes no old process new', async (t) => {
  const server = await startLocalApiserver(t);
  let ahead = 0;
  const steps = {
    pause: () => {
      ahead = 3600;
      // A virtual address has moved to an older process.
      server.replace({ loopback: older });
      return Promise.resolve();
    },
    compose: async () => {
      const composition = await compose('test');
      const { clock } = composition.probing(1);
      const set = { ...clock, now: () => now + ahead };
      return { ...composition, probing: (limit: number) => ({ ...composition.probing(limit), clock: set }) };
    },
  };
  const { code, stdout } = await runCheck([server.endpoint], { wait: { ...restart, seconds: 3 } }, steps);
  t.equal(code, 1, stdout);
});

void t.test('the time is over', async (t) => {
  const wait = { ...restart, seconds: 1 };
  const server = await startLocalApiserver(t);
  t.match(await runCheck([server.endpoint], { wait }), {
    code: 1,
    stdout: /^TIMEOUT \(exit code 1\): .* still answers\n$/,
  });
  t.match(await runCheck([await closedEndpoint()], { wait }), { code: 3, stdout: /nothing listens on this port/ });
});

void t.test('nothing can be seen', async (t) => {
  const server = await startLocalApiserver(t);
  server.replace({ loopback: undefined });
  t.match(await runCheck([server.endpoint], { wait: restart }), { code: 3, stdout: /^UNKNOWN \(exit code 3\)/ });
  t.match(await runCheck(['a', 'b'], { wait: restart }), { code: 3, stdout: '', stderr: /^endpoint: found 2/ });
});

void t.test('on a terminal, a spinner', async (t) => {
  const server = await startLocalApiserver(t);
  const shown: string[] = [];
  const startSpinner = (text: string) => {
    shown.push(text);
    return () => void shown.push('stop');
  };
  const steps = between(
    () => server.restart(older, now - 10),
    () => server.restart(fresh, now + 10),
  );
  const terminal = { ...steps, startSpinner, width: 60 };
  t.match(await runCheck([server.endpoint], { wait: restart }, terminal), { code: 0, stderr: '' });
  t.match(shown, [/waiting for a start/, 'stop', /waiting for a start/, 'stop']);
  t.ok(shown.every((text) => text.length < 60));
});
