import { fileURLToPath } from 'node:url';
import t from 'tap';
import { threeNodes } from './control-plane.js';
import { createNetworkNamespace } from './network-namespace.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

/** The tests themselves. They run inside, so that each of their clients does. */
const tests = fileURLToPath(new URL('./three-nodes.inside.js', import.meta.url));

const seconds = 270;
t.setTimeout((seconds + 10) * 1000);

void t.test(
  'three nodes behind a load balancer, in a network namespace of their own',
  requires('kubernetes', 'namespace', 'haproxy'),
  async (t) => {
    t.setTimeout((seconds + 5) * 1000);
    // Theirs is inside ours: should they be killed, it goes all the same.
    const folder = temporaryFolder(t);
    const namespace = createNetworkNamespace([...threeNodes.hosts, threeNodes.loadBalancer]);
    t.teardown(namespace.remove);
    const [command, args] = namespace.inside([process.execPath, tests]);
    await t.spawn(command, [...args], { timeout: seconds * 1000, env: { ...process.env, TMPDIR: folder } }, 'inside');
    t.same(namespace.pids(), [], 'leaves no process behind');
  },
);
