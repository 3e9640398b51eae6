import { oneServer, startControlPlane } from './control-plane.js';
import { runExporter } from './exporter.js';
import { testOnEachKubernetes } from './kubernetes.js';
import { until } from './until.js';
import { startWaitingCheck } from './waiting-check.js';

const proof = /OK \(exit code 0\): \S+ restarted, the process @(\d+) \(started .* UTC\)/;
const now = (): string => String(Math.floor(Date.now() / 1000));

/** A start is proved only if it is some seconds later than the begin of the wait. */
const letSecondsPass = async (): Promise<void> => {
  const begun = Number(now());
  await until('seconds have passed', 10, () => Number(now()) > begun + 3 || undefined);
};

testOnEachKubernetes('check waits for a real kube-apiserver', { seconds: 300 }, async (t, kubernetes) => {
  const { servers, folder, regenerateServingCertificate } = await startControlPlane(t, kubernetes, oneServer);
  const [server] = servers;
  const begun = Number(now());

  await t.test('a restart, with the old and the new number', async (t) => {
    t.setTimeout(360_000);
    const wait = await startWaitingCheck(folder, '--wait-restarted', server.address);
    await wait.says('still answers');
    await letSecondsPass();
    await server.restart();
    const text = await wait.end();
    t.match(text, /; before it the process @\d+ .*\nexit code 0\n$/);
    const [, fresh, old] = /restarted, the process @(\d+) .* before it the process @(\d+)/.exec(text) ?? [];
    t.ok(Number(old) <= begun + 1 && Number(fresh) > begun, text);
  });

  await t.test('no restart: the old process still answers', async (t) => {
    t.setTimeout(180_000);
    const { code, stdout } = await runExporter('check', '--wait-restarted', server.address, '--wait-timeout', '5');
    t.equal(code, 1);
    t.match(stdout, /^TIMEOUT \(exit code 1\): .* the process @\d+ .* still answers\n$/);
  });

  await t.test('down at the begin; then the process that starts is new', async (t) => {
    t.setTimeout(360_000);
    await server.kill();
    const wait = await startWaitingCheck(folder, server.address, '--wait-restarted', '--output', 'json');
    await wait.says('nothing listens on this port (refused)');
    await letSecondsPass();
    await server.restart();
    t.match(await wait.end(), /"state": "ok"(.|\n)*"before": \[\](.|\n)*exit code 0\n$/);
  });

  await t.test('a wait that begins after the restart needs the time before it', async (t) => {
    t.setTimeout(360_000);
    const before = now();
    await server.kill();
    await letSecondsPass();
    await server.restart(['--anonymous-auth=false']);
    const late = await runExporter('check', '--restarted-after', before, server.address);
    t.match(late, { code: 0, stdout: proof });
    // A start within three seconds of the given time would be unproved.
    const later = String(Number(now()) + 4);
    const afterwards = await runExporter('check', '--restarted-after', later, server.address, '--wait-timeout=5');
    t.match(afterwards, { code: 1, stdout: /still answers/ });
  });

  await t.test('a name that is covered after the restart', async (t) => {
    t.setTimeout(360_000);
    const names = ['--name', '10.220.70.56', '--name', 'kubernetes'];
    const wait = await startWaitingCheck(folder, server.address, '--wait-restarted', ...names);
    await wait.says('still answers');
    await letSecondsPass();
    await regenerateServingCertificate(['10.220.70.56']);
    await server.restart();
    t.match(await wait.end(), /; covered: 10\.220\.70\.56, kubernetes\nexit code 0\n$/);
  });

  await t.test('a name that is covered without a restart', async (t) => {
    t.setTimeout(360_000);
    const wait = await startWaitingCheck(folder, server.address, '--wait-covered', '--name', 'api.example.com');
    await wait.says('waiting for covered names');
    await regenerateServingCertificate(['api.example.com']);
    t.match(await wait.end(), /: covered: api\.example\.com\nexit code 0\n$/);
  });
});
