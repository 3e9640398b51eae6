import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import type { Task } from '../../../src/findings/procedures/procedure.js';
import { noSituation } from '../../../src/findings/procedures/situation.js';
import { testOnEachKubernetes } from '../kubernetes.js';
import { writeSystemctl } from './hard-way.js';
import { checksum, loopbackNumber, pathOf } from './node-state.js';
import { onNode, paste, type Pasted } from './pasted.js';
import { type ControlPlaneNode, startNode } from './static-pod-node.js';

testOnEachKubernetes(
  'a kube-apiserver under systemd is restarted, unless it could not start again',
  { needs: ['openssl', 'kubectl'], seconds: 200 },
  async (t, kubernetes) => {
    const node = await startNode(t, kubernetes);
    writeSystemctl(node);
    const run = (task: Task): Pasted['ended'] => {
      const [procedure] = proceduresFor(task, noSituation, ['systemd']);
      const lines = (procedure?.lines ?? []).map((line) =>
        line.startsWith('export ADMIN=') ? `export ADMIN=${join(node.folder, 'admin.conf')}` : line,
      );
      return paste(onNode(lines, node), pathOf(node)).ended;
    };
    await restarts(t, node, () => run('restart'));
    const certificates = await run('renewFiles');
    t.match(certificates.output, /apiserver\.crt\nsubject=CN ?= ?kube-apiserver\n/, certificates.output);
    t.match(await run('serveFile'), { code: 0, output: `${node.address} serves ` });
    const key = join(node.folder, 'pki/apiserver.key');
    writeFileSync(key, readFileSync(join(node.folder, 'pki/front-proxy-client.key')));
    const [files, number] = [checksum(node.folder), await loopbackNumber(node)];
    for (const task of ['restart', 'serveFile'] as const) {
      const { code, output } = await run(task);
      t.equal(code, 1, task);
      t.match(output, /Nothing was changed: .*apiserver\.key does not belong to/, task);
    }
    t.same([checksum(node.folder), await loopbackNumber(node)], [files, number]);
  },
);

async function restarts(t: Test, node: ControlPlaneNode, run: () => Pasted['ended']): Promise<void> {
  for (const title of ['once', 'pasted twice']) {
    const before = await loopbackNumber(node);
    const { code, output } = await run();
    t.equal(code, 0, `${title}: ${output}`);
    t.match(output, `was ${before}, and is ${await loopbackNumber(node)}.`, title);
    t.not(await loopbackNumber(node), before, title);
  }
}
