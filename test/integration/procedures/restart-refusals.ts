import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { run } from '../run.js';
import { checksum, loopbackNumber, pathOf } from './node-state.js';
import { paste } from './pasted.js';
import type { ControlPlaneNode } from './static-pod-node.js';

const name = 'kube-apiserver';

/** Nothing has changed: neither files nor the process. */
export async function refusals(t: Test, node: ControlPlaneNode, script: string): Promise<void> {
  const file = (path: string): string => join(node.folder, path);
  const refuses = async (title: string, expected: RegExp, change: () => () => void): Promise<void> => {
    const undo = change();
    const [before, number] = [checksum(node.folder), await loopbackNumber(node)];
    const { code, output } = await paste(script, pathOf(node)).ended;
    t.equal(code, 1, title);
    t.match(output, expected, title);
    t.match(output, /Nothing was changed/, title);
    t.equal(checksum(node.folder), before, `${title}: no file has changed`);
    t.equal(await loopbackNumber(node), number, `${title}: the process still runs`);
    undo();
  };
  const swap = (path: string, content: Buffer | string) => () => {
    const old = readFileSync(file(path));
    writeFileSync(file(path), content);
    return () => writeFileSync(file(path), old);
  };
  const move = (from: string, to: string) => () => {
    renameSync(from, to);
    return () => renameSync(to, from);
  };
  await refuses(
    'a key that does not match',
    /apiserver\.key does not belong to .*apiserver\.crt/,
    swap('pki/apiserver.key', readFileSync(file('pki/front-proxy-client.key'))),
  );
  await refuses('an empty key', /apiserver\.key is missing or empty/, swap('pki/apiserver.key', ''));
  await refuses('a broken certificate', /apiserver\.crt cannot be read/, swap('pki/apiserver.crt', 'x'));
  await refuses('a broken CA', /ca\.crt cannot be read/, swap('pki/ca.crt', 'x'));
  await refuses(
    'a missing certificate',
    /apiserver\.crt is missing/,
    move(file('pki/apiserver.crt'), file('pki/apiserver.old')),
  );
  await refuses('another file that is missing', /sa\.pub is missing/, move(file('pki/sa.pub'), file('pki/sa.old')));
  await refuses(
    'a kubeconfig that is not accepted',
    /admin\.conf/,
    swap(
      'admin.conf',
      readFileSync(file('admin.conf'), 'utf8')
        .replace(/client-certificate-data: .*/, '')
        .replace(/client-key-data: .*/, ''),
    ),
  );
  node.kubelet.pause();
  await refuses(
    'a manifest in /root',
    /to \/root|root perhaps/,
    move(file(`manifests/${name}.yaml`), join(node.home, `${name}.yaml`)),
  );
  await refuses(
    'a manifest that an earlier run has moved',
    /mv -n/,
    move(file(`manifests/${name}.yaml`), file(`${name}.yaml.away`)),
  );
  node.kubelet.resume();
  await refuses(
    'a kubelet that has just started',
    /the kubelet started 7 s ago/,
    program(node, 'ps', 'echo "      7"'),
  );
  await refuses(
    'a node that is away',
    /API server on 127\.0\.0\.9 is not ready/,
    program(
      node,
      'kubectl',
      `case " $* " in *" nodes "*) echo 127.0.0.9 ;; *) exec ${await which('kubectl')} "$@" ;; esac`,
    ),
  );
}

/** Puts a program before those of the PATH. */
function program({ bin }: ControlPlaneNode, command: string, script: string): () => () => void {
  const file = join(bin, command);
  return () => {
    writeFileSync(file, `#!/bin/bash\n${script}\n`);
    chmodSync(file, 0o755);
    return () => rmSync(file);
  };
}

async function which(command: string): Promise<string> {
  return (await run(['bash', '-c', `command -v ${command}`])).stdout.trim();
}
