import { fileURLToPath } from 'node:url';
import t from 'tap';
import { threeNodes } from './control-plane.js';
import { createNetworkNamespace } from './network-namespace.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

/**
 * Runs a file of tests where the addresses of three nodes and their load balancer exist, and nothing else does: all of it runs inside, so
 * that each of its clients does.
 */
export function testInside(file: URL, title: string, seconds: number): void {
  t.setTimeout((seconds + 10) * 1000);
  void t.test(title, requires('kubernetes', 'namespace', 'haproxy'), async (t) => {
    t.setTimeout((seconds + 5) * 1000);
    // Theirs is inside ours: should they be killed, it goes all the same.
    const folder = temporaryFolder(t);
    const namespace = createNetworkNamespace([...threeNodes.hosts, threeNodes.loadBalancer]);
    t.teardown(namespace.remove);
    const [command, args] = namespace.inside([process.execPath, fileURLToPath(file)]);
    await t.spawn(command, [...args], { timeout: seconds * 1000, env: { ...process.env, TMPDIR: folder } }, 'inside');
    t.same(namespace.pids(), [], 'leaves no process behind');
  });
}
