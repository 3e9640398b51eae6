import t from 'tap';
import { createExecLogin, type ExecLogin } from '../../src/kube/exec-login.js';
import type { ExecPlugin } from '../../src/kube/cluster-access.js';
import type { ProgramCall, ProgramOutcome } from '../../src/process/run-program.js';

const plugin: ExecPlugin = {
  command: 'aws',
  args: ['eks', 'get-token'],
  env: [{ name: 'AWS_PROFILE', value: 'prod' }],
  apiVersion: 'client.authentication.k8s.io/v1',
  installHint: 'brew install aws\u001b[31m',
  cluster: undefined,
  origin: { file: '/k', line: 3, path: 'users[0].user.exec' },
};

const prints = (token: string, expirationTimestamp?: string): ProgramOutcome => {
  const value = { apiVersion: plugin.apiVersion, kind: 'ExecCredential', status: { token, expirationTimestamp } };
  return { kind: 'exited', code: 0, stdout: Buffer.from(JSON.stringify(value)) };
};

/** A login whose plugin has these outcomes, one after the other, on a clock that the test moves. */
function simulated(outcomes: readonly ProgramOutcome[], find: () => string | undefined = () => '/bin/aws') {
  const calls: ProgramCall[] = [];
  let seconds = Date.UTC(2027, 0, 1) / 1000;
  const login = createExecLogin(
    {
      run: (call) => Promise.resolve(outcomes[calls.push(call) - 1] ?? { kind: 'timeout' }),
      find: () => Promise.resolve(find()),
      env: { PATH: '/bin', AWS_PROFILE: 'other' },
      clock: { now: () => seconds, monotonic: () => seconds * 1000 },
    },
    { timeout: 5, interval: 60 },
  );
  return { calls, login, pass: (time: number) => (seconds += time) };
}

const tokenOf = (login: ExecLogin) => (login.ok ? login.token?.reveal() : login.problem.message);

void t.test('what a plugin gets', async (t) => {
  const { calls, login } = simulated([prints('one'), prints('two')]);
  await login(plugin, undefined);
  t.match(calls[0], { file: '/bin/aws', args: ['eks', 'get-token'], timeoutMs: 4000, maxBytes: 2 ** 20 });
  t.same(calls[0]?.env, {
    PATH: '/bin',
    AWS_PROFILE: 'prod',
    KUBERNETES_EXEC_INFO:
      '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}',
  });
  await login({ ...plugin, cluster: { server: 'https://a', config: null } }, Buffer.from('CA'));
  const info = JSON.parse(calls[1]?.env['KUBERNETES_EXEC_INFO'] ?? '') as { readonly spec: object };
  t.same(info.spec, {
    cluster: { server: 'https://a', config: null, 'certificate-authority-data': 'Q0E=' },
    interactive: false,
  });
});

void t.test('it runs again only when its login has expired', async (t) => {
  const { calls, login, pass } = simulated([prints('one', '2027-01-01T01:00:00Z'), prints('two')]);
  const together = await Promise.all([1, 2, 3].map(() => login(plugin, undefined)));
  t.same(together.map(tokenOf), ['one', 'one', 'one'], 'callers share it');
  pass(3599);
  t.equal(await login(plugin, undefined), together[0], 'the same object');
  t.equal(calls.length, 1);
  pass(1);
  t.same((await Promise.all([login(plugin, undefined), login(plugin, undefined)])).map(tokenOf), ['two', 'two']);
  t.equal(calls.length, 2);
});

void t.test('otherwise it runs once in an interval', async (t) => {
  const short = simulated([prints('one', '2027-01-01T00:00:10Z'), prints('two')]);
  await short.login(plugin, undefined);
  short.pass(20);
  t.match(tokenOf(await short.login(plugin, undefined)), /gave a login that expired at 2027-01-01T00:00:10.000Z$/);
  const unlimited = simulated([prints('one'), prints('two')]);
  const failing = simulated([{ kind: 'timeout' }, prints('two')]);
  for (const { calls, login, pass } of [short, unlimited, failing]) {
    await login(plugin, undefined);
    pass(59.9 - 20 * Number(calls === short.calls));
    await login(plugin, undefined);
    t.equal(calls.length, 1);
    pass(0.2);
    t.equal(tokenOf(await login(plugin, undefined)), 'two');
  }
});

void t.test('another setting of it runs at once', async (t) => {
  const { calls, login } = simulated([prints('one'), prints('two')]);
  await login(plugin, undefined);
  t.equal(tokenOf(await login({ ...plugin, args: [] }, undefined)), 'two');
  t.equal(calls.length, 2);
});

void t.test('each failure says what happened, and nothing that was printed', async (t) => {
  const said = async (outcome: ProgramOutcome, find?: () => undefined) => {
    const login = await simulated([outcome], find).login(plugin, undefined);
    return login.ok ? 'ok' : login.problem.message;
  };
  const stdout = Buffer.from('s3cret');
  const table: readonly [message: string, pattern: RegExp][] = [
    [await said({ kind: 'timeout' }), /^the exec plugin "aws" did not end within 4 s and was killed: /],
    [await said({ kind: 'flood' }), /printed more than 1048576 bytes and was killed$/],
    [await said({ kind: 'not_started', code: 'EACCES' }), /cannot be started \(EACCES\); the kubeconfig says: "brew/],
    [await said({ kind: 'exited', code: null, stdout }), /was ended by a signal$/],
    [await said({ kind: 'exited', code: 1, stdout }), /failed with exit code 1; run it by hand/],
    [await said({ kind: 'exited', code: 0, stdout }), /gave no login: it printed something else/],
    [await said(prints('a', '2026-01-01T00:00:00Z')), /expired at 2026-01-01T00:00:00.000Z$/],
    [await said(prints('a'), () => undefined), /is not on the PATH; the kubeconfig says: "brew install aws\\u001b/],
  ];
  for (const [message, pattern] of table) t.match(message, pattern);
  for (const [message] of table) t.notMatch(message, 's3cret');
});
