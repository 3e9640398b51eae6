import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import t from 'tap';
import { kubeconfigContents } from '../../src/kube/kubeconfig-contents.js';
import type { YamlRequest } from '../../src/kube/yaml-worker.js';
import { fleetKubeconfig } from './fleet-kubeconfig.js';

const aliases =
  'users: [{name: a, user: {as-groups: &g [x, y], as-uid: &u ab}}, {name: b, user: {as-groups: *g, as-uid: *u}}]';

void t.test('it answers each request with what the reader returns', async (t) => {
  const worker = new Worker(new URL('../../src/kube/yaml-worker.js', import.meta.url));
  t.teardown(() => worker.terminate());
  const ask = async (request: YamlRequest): Promise<unknown> => {
    worker.postMessage(request);
    const [answer] = (await once(worker, 'message')) as [unknown];
    return answer;
  };
  for (const text of [fleetKubeconfig(2), 'users: {', aliases]) {
    const bytes = Buffer.from(text);
    t.same(await ask({ kind: 'contents', bytes }), kubeconfigContents(bytes));
  }
  const long = Buffer.from(`users: [{user: {token: "${'x'.repeat(17 * 1024 * 1024)}"}}]`);
  t.equal(await ask({ kind: 'contents', bytes: long }), undefined, 'an answer that is too large');
});
