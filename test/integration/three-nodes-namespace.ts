import { fileURLToPath } from 'node:url';
import { threeNodes } from './control-plane.js';
import { testOnEachKubernetes, type Wants } from './kubernetes.js';
import { createNetworkNamespace } from './network-namespace.js';
import { temporaryFolder } from './temporary-folder.js';
import { patience } from './until.js';

interface Place extends Wants {
  /** Further addresses, as of pods. */
  readonly others?: readonly string[];
}

/**
 * Runs a file of tests in a network namespace that has only the addresses of three nodes and their load balancer. The whole file runs
 * inside, so that all its clients do.
 */
export function testInside(
  file: URL,
  title: string,
  { needs = ['haproxy'], others = [], seconds, ...more }: Place,
): void {
  const wants = { ...more, needs: ['namespace', ...needs], seconds: seconds + 5 } as const;
  testOnEachKubernetes(title, wants, async (t, kubernetes) => {
    // Their folder is inside ours, so it is removed even if they are killed.
    const folder = temporaryFolder(t);
    const namespace = createNetworkNamespace([...threeNodes.hosts, threeNodes.loadBalancer, ...others]);
    t.teardown(namespace.remove);
    const [command, args] = namespace.inside([process.execPath, fileURLToPath(file)]);
    const env = { ...process.env, ...kubernetes.env, TMPDIR: folder };
    await t.spawn(command, [...args], { timeout: seconds * patience * 1000, env }, 'inside');
    t.same(namespace.pids(), [], 'leaves no process behind');
  });
}
