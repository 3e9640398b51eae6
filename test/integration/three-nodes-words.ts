import type { Test } from 'tap';
import { type ControlPlane, threeNodes } from './control-plane.js';
import { runExporter } from './exporter.js';
import { createKubectl } from './kubectl.js';
import { skippedWithout } from './requires.js';

const { hosts, port, loadBalancer } = threeNodes;

/** What kubectl tells those who come through the load balancer. They search for it. */
const words = `x509: certificate is valid for 10.96.0.1, ${hosts[0]}, not ${loadBalancer}`;

/** Shows that check with these arguments has the words of kubectl, unbroken, and also without a CA. */
export async function threeNodesWords(t: Test, controlPlane: ControlPlane, args: readonly string[]): Promise<void> {
  const address = `${loadBalancer}:${port}`;
  t.ok((await runExporter(...args)).stdout.includes(words), words);
  const withoutCa = await runExporter('check', address, '--name', loadBalancer);
  t.ok(withoutCa.stdout.includes(words), 'without a CA');
  await t.test('kubectl prints them', skippedWithout('kubectl'), async (t) => {
    const { folder, kubeconfig } = controlPlane;
    const kubectl = await createKubectl(folder);
    const server = ['--kubeconfig', kubeconfig, '--server', `https://${address}`];
    const { code, stderr } = await kubectl.run(...server, 'get', '--raw', '/version');
    t.equal(code, 1);
    t.equal(stderr.trim(), `Unable to connect to the server: tls: failed to verify certificate: ${words}`);
  });
}
