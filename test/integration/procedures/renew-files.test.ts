import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { kubeadmRenewFiles } from '../../../src/findings/procedures/kubeadm/renew-files.js';
import { testOnEachKubernetes } from '../kubernetes.js';
import { until } from '../until.js';
import { ownFolder } from './node.js';
import { checksum, loopbackNumber } from './node-state.js';
import { paste, printedFor, type Pasted } from './pasted.js';
import { type ControlPlaneNode, startNode } from './static-pod-node.js';

const users = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

testOnEachKubernetes(
  'all certificates of a node are renewed, and their users restarted',
  { needs: ['openssl', 'kubectl', 'faketime', 'mount-namespace'], seconds: 500 },
  async (t, kubernetes) => {
    const node = await startNode(t, kubernetes, { all: true });
    const path = [node.bin, join(kubernetes.binary('kubeadm'), '..'), process.env['PATH']].join(':');
    const run = (lines: readonly string[], change: (script: string) => string = (script) => script): Pasted =>
      pasteOn(node, change(lines.join('\n').replaceAll('within 300 "', 'within 60 "')), path);
    const args = ['--kubeconfig', join(node.folder, 'admin.conf'), '--kubeadm-dir', node.folder];
    const [lines = []] = await printedFor('file-certificate-ending', 350, args);
    t.same(lines, kubeadmRenewFiles.lines, 'what check prints is what runs here');
    await t.test('nothing changes', (t) => refusals(t, node, () => run(kubeadmRenewFiles.lines).ended));
    await t.test('renewed, twice, and back', (t) => renewals(t, node, (lines) => run(lines).ended));
    await t.test('broken off', (t) => brokenOff(t, node, (change) => run(kubeadmRenewFiles.lines, change)));
  },
);

type Ended = Pasted['ended'];

/** Files as they were, and the same processes. */
async function refusals(t: Test, node: ControlPlaneNode, run: () => Ended): Promise<void> {
  const refuses = async (title: string, expected: RegExp, work: () => Ended = run): Promise<void> => {
    const before = [checksum(node.folder), node.kubelet.started.length, await loopbackNumber(node)];
    const { code, output } = await work();
    t.equal(code, 1, `${title}: ${output}`);
    t.match(output, expected, title);
    t.same([checksum(node.folder), node.kubelet.started.length, await loopbackNumber(node)], before, title);
    const left = readdirSync(node.home);
    t.notOk(
      left.some((name) => name.startsWith('renew-work')),
      title,
    );
    for (const backup of left) rmSync(join(node.home, backup), { recursive: true });
  };
  for (const name of ['pki/ca.key', 'pki/etcd/ca.key', 'pki/front-proxy-ca.key']) {
    const file = join(node.folder, name);
    renameSync(file, `${file}.elsewhere`);
    await refuses(name, /Nothing was changed: there is no .*ca\.key/);
    renameSync(`${file}.elsewhere`, file);
  }
  const pki = '/etc/kubernetes/pki';
  const faults: readonly (readonly [string, RegExp])[] = [
    ['exit 1', /kubeadm has not renewed everything/],
    ['exit 0', /No certificate has changed/],
    [
      `"$REAL" "$@"; cp ${pki}/front-proxy-client.key ${pki}/apiserver.key`,
      /apiserver\.crt, key and certificate do not/,
    ],
    [
      `"$REAL" "$@"; cp ${pki}/etcd/peer.crt ${pki}/apiserver.crt; cp ${pki}/etcd/peer.key ${pki}/apiserver.key`,
      /does not verify the certificate in .*apiserver\.crt/,
    ],
    ['"$REAL" "$@"; : > /etc/kubernetes/scheduler.conf', /scheduler\.conf/],
    ['"$REAL" "$@"; kill -TERM 0; sleep 9', /Every file is as it was/],
  ];
  for (const [fault, expected] of faults) {
    const bin = join(node.bin, 'kubeadm');
    writeFileSync(bin, `#!/bin/bash\nREAL=$(type -ap kubeadm | tail -n +2 | head -n 1)\n${fault}\n`);
    chmodSync(bin, 0o755);
    await refuses(fault, expected, async () => {
      const { code, output } = await run();
      return { code: fault.includes('kill') ? Number(code === 143) : code, output };
    });
    rmSync(bin);
  }
}

/** The dates and keys of the leaves. */
function serials(node: ControlPlaneNode): readonly string[] {
  const pems = ['apiserver', 'etcd/server', 'front-proxy-client'].map((name) =>
    readFileSync(join(node.folder, `pki/${name}.crt`)),
  );
  const embedded = ['admin', 'controller-manager', 'scheduler'].map((name) =>
    Buffer.from(
      /client-certificate-data: (\S+)/.exec(readFileSync(join(node.folder, `${name}.conf`), 'utf8'))?.[1] ?? '',
      'base64',
    ),
  );
  return [...pems, ...embedded].map((pem) => new X509Certificate(pem).serialNumber);
}

async function renewals(t: Test, node: ControlPlaneNode, run: (lines: readonly string[]) => Ended): Promise<void> {
  const works = async (title: string, lines: readonly string[]): Promise<void> => {
    const number = await loopbackNumber(node);
    const from = node.kubelet.started.length;
    const { code, output } = await run(lines);
    t.equal(code, 0, `${title}: ${output}`);
    t.match(output, /DONE: this node uses the files\.\nthe shell goes on/, title);
    t.same(node.kubelet.started.slice(from), users, `${title}: one after the other`);
    t.not(await loopbackNumber(node), number, title);
  };
  const first = serials(node);
  await works('renewed', kubeadmRenewFiles.lines);
  const second = serials(node);
  t.notOk(
    second.some((serial) => first.includes(serial)),
    'each certificate is a new one',
  );
  await works('pasted twice', kubeadmRenewFiles.lines);
  t.notOk(serials(node).some((serial) => second.includes(serial)));
  await works('the way back', kubeadmRenewFiles.back);
  t.same(serials(node), second);
}

async function brokenOff(
  t: Test,
  node: ControlPlaneNode,
  run: (change: (script: string) => string) => Pasted,
): Promise<void> {
  const manifests = (): readonly string[] => readdirSync(join(node.folder, 'manifests')).sort();
  const all = manifests();
  const running = (name: string): boolean =>
    readdirSync(join(node.folder, 'containers')).some((each) => each.replace(/-\d+$/, '') === name);
  const gone = (name: string): Promise<unknown> => until(`${name} is gone`, 60, () => !running(name) || undefined);

  const from = node.kubelet.started.length;
  const dead = run((script) => script.replace('within 60 "The manifest of', 'within 5 "The manifest of'));
  await gone('etcd');
  node.kubelet.pause();
  const { code, output } = await dead.ended;
  t.equal(code, 1);
  t.match(output, /The manifest of etcd is back, but within 300 s there was no proof/);
  t.same(node.kubelet.started.length, from, 'nothing else was restarted');
  t.same(manifests(), all);
  node.kubelet.resume();
  await node.ready();

  const interrupted = run((script) => `trap : INT TERM HUP\n${script}`);
  await gone('kube-apiserver');
  process.kill(-interrupted.pid, 'SIGINT');
  t.equal((await interrupted.ended).code, 130);
  t.same(manifests(), all, 'the manifest is back');
  await node.ready();
}

/** The files of the node are /etc/kubernetes and /root. */
function pasteOn(node: ControlPlaneNode, script: string, path: string): Pasted {
  mkdirSync(node.home, { recursive: true });
  const mounts = [
    ownFolder,
    `mount --bind '${node.folder}' /etc/kubernetes`,
    `mount --bind '${node.home}' /root`,
    'cd /',
    'exec bash -c "$SCRIPT"',
  ].join(' && ');
  return paste('trap : INT TERM HUP\nunshare --mount bash -c "$MOUNTS"', path, { MOUNTS: mounts, SCRIPT: script });
}
