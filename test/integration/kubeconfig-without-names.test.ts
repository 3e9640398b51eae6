import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseKubeconfigs } from '../../src/kube/kubeconfig.js';
import { createKubectl } from './kubectl.js';
import { skippedWithout } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(300_000);

/** kubectl processes at once. */
const lanes = 4;

/** Nothing listens there: kubectl shows with which login it asks, and fails. */
const port = 1;

const yesAndNo = [true, false] as const;

/** Which of these are there: the name of the cluster and of the user, what the context says of them, and its own name. */
const combinations = yesAndNo.flatMap((hasContextName) =>
  yesAndNo.flatMap((namesCluster) =>
    yesAndNo.flatMap((hasClusterName) =>
      yesAndNo.flatMap((namesUser) =>
        yesAndNo.map((hasUserName) => ({ hasContextName, namesCluster, hasClusterName, namesUser, hasUserName })),
      ),
    ),
  ),
);

function kubeconfig(has: (typeof combinations)[number]): string {
  return JSON.stringify({
    ...(has.hasContextName && { 'current-context': 'x' }),
    contexts: [
      {
        ...(has.hasContextName && { name: 'x' }),
        context: { ...(has.namesCluster && { cluster: 'c' }), ...(has.namesUser && { user: 'u' }) },
      },
    ],
    clusters: [{ ...(has.hasClusterName && { name: 'c' }), cluster: { server: `https://127.0.0.1:${port}` } }],
    users: [{ ...(has.hasUserName && { name: 'u' }), user: { token: 'some-token' } }],
  });
}

void t.test('a kubeconfig without names leads to what kubectl asks', skippedWithout('kubectl'), async (t) => {
  const folder = temporaryFolder(t);
  const kubectl = await createKubectl(folder);
  const seen = { asked: 0, not: 0 };
  const queue = combinations.entries();
  const work = async (): Promise<void> => {
    for (const [index, has] of queue) {
      const [path, text] = [join(folder, `${index}.conf`), kubeconfig(has)];
      writeFileSync(path, text);
      const { stdout, stderr } = await kubectl.run('get', '--raw', '/version', '-v=8', '--kubeconfig', path);
      // Where there is no login, kubectl asks a person for one before it asks a server.
      const isAsked = `${stdout}${stderr}`.includes(`GET https://127.0.0.1:${port}/`);
      const own = parseKubeconfigs([{ path, bytes: Buffer.from(text) }]);
      t.equal(own.ok && own.access.token !== undefined && own.access.server.port === port, isAsked, text);
      seen[isAsked ? 'asked' : 'not'] += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  t.same(seen, { asked: 8, not: 24 });
});
