import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postQuantumContext, tlsContext } from '../../src/net/tls-context.js';
import { checkJson, type CheckJson } from './check-json.js';
import { oneServer, startControlPlane } from './control-plane.js';
import { runExporter } from './exporter.js';
import { type Kubernetes, testOnEachKubernetes } from './kubernetes.js';

/** The number of X25519MLKEM768 (RFC 8446 4.2.7, IANA's TLS Supported Groups). */
const x25519MlKem768 = 4588;

testOnEachKubernetes('a real kube-apiserver with post-quantum groups only', { seconds: 100 }, async (t, kubernetes) => {
  const lacks = lackOf(kubernetes);
  if (lacks !== undefined) {
    t.pass(lacks, { skip: true });
    return;
  }
  const flags = [`--tls-curve-preferences=${x25519MlKem768}`];
  const { servers, folder, kubeconfig } = await startControlPlane(t, kubernetes, oneServer, flags);
  const [{ address }] = servers;

  await t.test('check at its address', async (t) => {
    const file = join(folder, 'groups.yml');
    const target = { name: 'real', addresses: [address], names: ['kubernetes'], ca: { file: 'pki/ca.crt' } };
    writeFileSync(file, JSON.stringify({ targets: [target] }));
    const { stdout } = await runExporter('check', '--config.file', file, '--output', 'json');
    const { exitCode, targets } = checkJson(stdout);
    t.equal(exitCode, 0, stdout);
    t.match(targets[0].endpoints, [{ loopback: { state: 'found' }, failures: { length: 0 } }]);
  });

  await t.test('discovery', async (t) => {
    const { stdout } = await runExporter('check', '--kubeconfig', kubeconfig, '--discover', '--output', 'json');
    const [target] = (JSON.parse(stdout) as CheckJson).targets;
    t.match(target, { discovered: true, endpoints: [{ address: /^127/ }, { address: /^10\.225\.4\.51:/ }] });
  });
});

function lackOf({ minor }: Kubernetes): string | undefined {
  if (minor < 36) return 'it has no --tls-curve-preferences';
  return postQuantumContext(tlsContext()) === undefined ? 'this OpenSSL has no post-quantum groups' : undefined;
}
