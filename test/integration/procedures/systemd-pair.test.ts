import { X509Certificate } from 'node:crypto';
import { chmodSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { testOnEachKubernetes } from '../kubernetes.js';
import { mustRun } from '../run.js';
import { goTheHardWay, hardWaySans, type HardWay, signHardWay, writeSystemctl } from './hard-way.js';
import { checksum, pathOf } from './node-state.js';
import { onNode, paste, type Pasted } from './pasted.js';
import { printedProcedure } from './printed-procedure.js';
import { type ControlPlaneNode, startNode } from './static-pod-node.js';
import { uncovered } from './uncovered.js';

const names = ['10.220.70.56', 'api.example.com', 'under_score.example.com'];
const all = `${hardWaySans},IP:10.220.70.56,DNS:api.example.com,DNS:under_score.example.com`;

/** What the parts of the test have. */
interface Place {
  readonly node: ControlPlaneNode;
  readonly files: HardWay;
  readonly run: (first?: string) => Pasted['ended'];
  readonly back: () => Pasted['ended'];
}

testOnEachKubernetes(
  'a serving certificate of a unit gets the missing names, or nothing changes',
  { needs: ['openssl'], seconds: 500 },
  async (t, kubernetes) => {
    const node = await startNode(t, kubernetes);
    const files = await goTheHardWay(node);
    const { lines, back } = await printedProcedure([node.address, ...names.flatMap((name) => ['--name', name])], {
      id: 'client-name-not-covered',
      distribution: 'systemd',
    });
    const pasted = (text: readonly string[], first = ''): Pasted['ended'] =>
      paste(`${first}\n${onNode(text, node)}`, pathOf(node)).ended;
    const place = { node, files, run: (first?: string) => pasted(lines, first), back: () => pasted(back) };
    await t.test('nothing changes', (t) => refusals(t, place));
    await t.test('signed elsewhere', (t) => signedElsewhere(t, place));
    await t.test('signed here', (t) => signedHere(t, place));
  },
);

async function refusals(t: Test, { node, run }: Place): Promise<void> {
  const environment = writeSystemctl(node);
  const unit = join(node.bin, 'unit');
  const change = (file: string, from: RegExp | string, to: string): (() => void) => {
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace(from, to));
    return () => writeFileSync(file, before);
  };
  const noProcess = (): (() => void) => {
    const pgrep = join(node.bin, 'pgrep');
    writeFileSync(pgrep, '#!/bin/bash\nexit 1\n');
    chmodSync(pgrep, 0o755);
    const undo = change(join(node.bin, 'systemctl'), 'MainPID=$pid', 'MainPID=0');
    return () => {
      undo();
      rmSync(pgrep);
    };
  };
  const troubles: readonly (readonly [string, RegExp, () => readonly (() => void)[], string?])[] = [
    ['a disk that is full', /./, () => [], "trap '' XFSZ; ulimit -f 1"],
    [
      'variables, and no process',
      /Neither a process nor the unit/,
      () => [noProcess(), change(environment, /--tls-cert-file=[^ "]*/, '--tls-cert-file=$DIR/kubernetes.pem')],
    ],
    [
      'another address in the unit',
      /The process runs with other files or another address/,
      () => [change(unit, /--secure-port=\d\d+/, '--secure-port=1')],
    ],
    ['no CA', /has signed the old certificate/, () => [away(join(node.folder, 'hard-way/ca.pem'))]],
  ];
  for (const [title, says, make, first] of troubles) {
    const undo = make();
    const before = [checksum(node.folder), checksum(node.home)];
    for (let i = 0; i < 2; i++) {
      const { code, output } = await run(first);
      t.not(code, 0, `${title}: ${output}`);
      t.match(output, says, title);
      t.match(output, /STOPPED\. Nothing was changed\./, title);
      t.same([checksum(node.folder), checksum(node.home)], before, title);
    }
    for (const each of undo) each();
  }
  t.same(await uncovered(node.address, names), names);
}

async function signedElsewhere(t: Test, { node, files, run, back }: Place): Promise<void> {
  const request = join(node.home, 'apiserver-csr');
  const before = checksum(files.folder);
  const restore = away(files.caKey);
  cpSync(files.key, files.caKey);
  t.match(await run(), { code: 0, output: /is no key of a CA in .*\n[^]*NOT YET/ }, 'a key of another CA');
  rmSync(files.caKey);
  const state = checksum(node.home);
  t.match(await run(), { code: 0, output: /NOT YET/ }, 'no key');
  t.equal(checksum(node.home), state, 'one request');
  const caKey = `${files.caKey}.away`;
  const sign = (sans: string): Promise<void> =>
    signHardWay({ ...files, key: join(request, 'apiserver.key') }, sans, join(request, 'apiserver.crt'), caKey);
  const csr = await mustRun(['openssl', 'req', '-noout', '-text', '-in', join(request, 'apiserver.csr')]);
  t.match(csr, /O ?= ?"?Kubernetes \$the hard way"?, CN ?= ?kubernetes\n/);
  t.match(csr, /TLS Web Server Authentication, TLS Web Client Authentication/);
  await sign(hardWaySans);
  t.match(await run(), { code: 1, output: /lacks: [^]*api\.example\.com[^]*Nothing was changed/ });
  await sign(all);
  const { code, output } = await run();
  t.equal(code, 0, output);
  t.match(output, /SERVED by/);
  t.same(await uncovered(node.address, names), []);
  t.match(await back(), { code: 0 });
  t.same(await uncovered(node.address, names), names, 'the way back');
  restore();
  t.equal(checksum(files.folder), before);
}

/** The unit has a variable, so that the flags are those of the process. The key does not belong to the certificate. */
async function signedHere(t: Test, { node, files, run }: Place): Promise<void> {
  const environment = writeSystemctl(node);
  writeFileSync(environment, readFileSync(environment, 'utf8').replaceAll(files.folder, '$DIR'));
  const old = new X509Certificate(readFileSync(files.certificate));
  await mustRun(['openssl', 'genrsa', '-out', files.key, '2048']);
  const key = readFileSync(files.key, 'utf8');
  const { code, output } = await run();
  t.equal(code, 0, output);
  t.same(await uncovered(node.address, names), []);
  const fresh = new X509Certificate(readFileSync(files.certificate));
  t.equal(fresh.subject, old.subject);
  t.same(fresh.keyUsage, ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  t.equal(readFileSync(files.key, 'utf8'), key, 'tokens may be verified with it');
  t.equal(Math.round((Date.parse(fresh.validTo) - Date.now()) / 86_400_000), 365);
  const state = checksum(node.folder);
  t.match(await run(), { code: 0, output: /ends in more than 30 days/ }, 'pasted twice');
  t.equal(checksum(node.folder), state);
}

/** Moves a file away, and returns what brings it back. */
function away(path: string): () => void {
  renameSync(path, `${path}.away`);
  return () => renameSync(`${path}.away`, path);
}
