import { fileURLToPath } from 'node:url';
import { threeNodes } from './control-plane.js';
import { testOnEachKubernetes } from './kubernetes.js';
import type { Need } from './requires.js';
import { createNetworkNamespace } from './network-namespace.js';
import { temporaryFolder } from './temporary-folder.js';

/**
 * Runs a file of tests in a network namespace that has only the addresses of three nodes and their load balancer. The whole file runs
 * inside, so that all its clients do.
 * `needs`: what else it needs.
 */
export function testInside(file: URL, title: string, seconds: number, needs: readonly Need[] = ['haproxy']): void {
  testOnEachKubernetes(title, { needs: ['namespace', ...needs], seconds: seconds + 5 }, async (t, kubernetes) => {
    // Their folder is inside ours, so it is removed even if they are killed.
    const folder = temporaryFolder(t);
    const namespace = createNetworkNamespace([...threeNodes.hosts, threeNodes.loadBalancer]);
    t.teardown(namespace.remove);
    const [command, args] = namespace.inside([process.execPath, fileURLToPath(file)]);
    const env = { ...process.env, ...kubernetes.env, TMPDIR: folder };
    await t.spawn(command, [...args], { timeout: seconds * 1000, env }, 'inside');
    t.same(namespace.pids(), [], 'leaves no process behind');
  });
}
