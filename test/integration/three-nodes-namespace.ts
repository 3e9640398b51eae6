import { fileURLToPath } from 'node:url';
import t from 'tap';
import { threeNodes } from './control-plane.js';
import { createNetworkNamespace } from './network-namespace.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

/**
 * Runs a file of tests in a network namespace that has only the addresses of three nodes and their load balancer. The whole file runs
 * inside, so that all its clients do.
 */
export function testInside(file: URL, title: string, seconds: number): void {
  t.setTimeout((seconds + 10) * 1000);
  void t.test(title, requires('kubernetes', 'namespace', 'haproxy'), async (t) => {
    t.setTimeout((seconds + 5) * 1000);
    // Their folder is inside ours, so it is removed even if they are killed.
    const folder = temporaryFolder(t);
    const namespace = createNetworkNamespace([...threeNodes.hosts, threeNodes.loadBalancer]);
    t.teardown(namespace.remove);
    const [command, args] = namespace.inside([process.execPath, fileURLToPath(file)]);
    await t.spawn(command, [...args], { timeout: seconds * 1000, env: { ...process.env, TMPDIR: folder } }, 'inside');
    t.same(namespace.pids(), [], 'leaves no process behind');
  });
}
