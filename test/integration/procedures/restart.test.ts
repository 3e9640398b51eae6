import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Test } from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { noSituation } from '../../../src/findings/procedures/situation.js';
import { testOnEachKubernetes } from '../kubernetes.js';
import { until } from '../until.js';
import { type ControlPlaneNode, startNode } from './static-pod-node.js';
import { onNode, paste, printedFor } from './pasted.js';
import { checksum, loopbackNumber, pathOf } from './node-state.js';
import { refusals } from './restart-refusals.js';
import { hasManifest } from './static-pods.js';

const name = 'kube-apiserver';

testOnEachKubernetes(
  'the restart that check prints, in good and bad circumstances',
  { needs: ['openssl', 'kubectl', 'faketime'], seconds: 400 },
  async (t, kubernetes) => {
    const node = await startNode(t, kubernetes, { flags: ['--anonymous-auth=false'] });
    const ca = ['--kubeconfig', join(node.folder, 'admin.conf')];
    const printed = await printedFor('loopback-certificate-expired', 1200, ca);
    t.equal(printed.length, 1);
    const script = onNode(printed[0] ?? [], node);
    const [serveFile] = proceduresFor('serveFile', noSituation, ['kubeadm']);
    await comparisons(t, node, onNode(serveFile?.lines ?? [], node));
    await refusals(t, node, script);
    await restarts(t, node, script);
    await brokenOff(t, node, script);
    await nodeByNode(t, node, script);
  },
);

/** Key and certificate are compared before anything else, and nothing is restarted. */
async function comparisons(t: Test, node: ControlPlaneNode, script: string): Promise<void> {
  const before = await loopbackNumber(node);
  const same = await paste(script, pathOf(node)).ended;
  t.equal(same.code, 0, same.output);
  t.match(same.output, `${node.address} serves `);
  const key = join(node.folder, 'pki/apiserver.key');
  const old = readFileSync(key);
  writeFileSync(key, readFileSync(join(node.folder, 'pki/front-proxy-client.key')));
  const other = await paste(script, pathOf(node)).ended;
  writeFileSync(key, old);
  t.equal(other.code, 1);
  t.match(other.output, /apiserver\.key does not belong to/);
  t.equal(await loopbackNumber(node), before);
}

/** A new process in each case. */
async function restarts(t: Test, node: ControlPlaneNode, script: string): Promise<void> {
  const again = async (title: string, path: string): Promise<void> => {
    const before = await loopbackNumber(node);
    const files = checksum(node.folder);
    const { code, output } = await paste(script, path).ended;
    const after = await loopbackNumber(node);
    t.equal(code, 0, `${title}: ${output}`);
    t.match(output, `before, the number behind the @ was ${before}, now it is ${after}.`, title);
    t.not(after, before, title);
    t.equal(checksum(node.folder), files, `${title}: every file is as it was`);
  };
  await again('with anonymous-auth off', pathOf(node));
  await again('pasted once more', pathOf(node));
  await again('without crictl', process.env['PATH'] ?? '');
}

/** The manifest is back in any case. */
async function brokenOff(t: Test, node: ControlPlaneNode, script: string): Promise<void> {
  const back = (title: string): void => {
    t.ok(hasManifest(node.folder, name), `${title}: the manifest is back`);
    t.notOk(readdirSync(node.folder).includes(`${name}.yaml.away`), title);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const before = await loopbackNumber(node);
    const pasted = paste(`trap : INT TERM HUP\n${script}`, pathOf(node));
    await until('the container is gone', 60, () => (containers(node).length === 0 ? true : undefined));
    process.kill(-pasted.pid, signal);
    const { code } = await pasted.ended;
    t.equal(code, { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal], signal);
    back(signal);
    await until(
      `a new process after ${signal}`,
      90,
      async () => ((await loopbackNumber(node)) || before) !== before || undefined,
    );
    await node.ready();
  }
  const killed = paste(script, pathOf(node));
  await until('the container is gone', 60, () => (containers(node).length === 0 ? true : undefined));
  process.kill(-killed.pid, 'SIGKILL');
  await until('the manifest is back', 10, () => hasManifest(node.folder, name) || undefined);
  back('SIGKILL');
  await node.ready();
  node.kubelet.pause();
  const hangs = await paste(script.replaceAll('within 180 "', 'within 3 "'), pathOf(node)).ended;
  t.equal(hangs.code, 1);
  t.match(hangs.output, /did not end within 180 s, and its manifest is back/);
  back('a container that never goes');
  node.kubelet.resume();
  await node.ready();

  const dead = paste(script.replaceAll('within 300 "', 'within 3 "'), pathOf(node));
  await until('the container is gone', 60, () => (containers(node).length === 0 ? true : undefined));
  node.kubelet.pause();
  const { code, output } = await dead.ended;
  t.equal(code, 1);
  t.match(output, /The manifest is back, but no new process listens/);
  back('a process that does not come back');
  node.kubelet.resume();
  await node.ready();
}

/** The loop of the last line, with an ssh that runs the script here. On the second node, the API server does not answer. */
async function nodeByNode(t: Test, node: ControlPlaneNode, script: string): Promise<void> {
  const folder = t.testdir({ 'restart.sh': script, second: {}, bin: {} });
  const program = (path: string, text: string): void => {
    writeFileSync(join(folder, path), `#!/bin/bash\n${text}\n`);
    chmodSync(join(folder, path), 0o755);
  };
  program('second/kubectl', 'echo "connection refused" >&2; exit 1');
  program('bin/ssh', `echo "$1" >> asked; case $1 in *NODE2) PATH=${folder}/second:$PATH ;; esac; shift; exec "$@"`);
  const before = await loopbackNumber(node);
  const loop = script.split('\n').at(-1)?.replace(/^# /, '') ?? '';
  const { output } = await paste(`cd '${folder}'; ${loop}`, [join(folder, 'bin'), pathOf(node)].join(delimiter)).ended;
  const after = await loopbackNumber(node);
  t.same(output.match(/Restarted, and ready: .*/g), [
    `Restarted, and ready: before, the number behind the @ was ${before}, now it is ${after}.`,
  ]);
  t.match(output, /Nothing was changed: .*readyz\/etcd does not answer ok/);
  t.equal(readFileSync(join(folder, 'asked'), 'utf8'), 'root@NODE1\nroot@NODE2\n', 'the third is never asked');
}

function containers({ folder }: ControlPlaneNode): readonly string[] {
  return readdirSync(join(folder, 'containers'));
}
