import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import type { FileContent } from '../../src/document/read-file.js';
import type { Environment } from '../../src/kube/in-cluster.js';
import { loadAccess } from '../../src/kube/load-access.js';
import type { KubeconfigLocation } from '../../src/kube/locate-kubeconfig.js';

const kubeconfig = `
current-context: a
contexts: [{name: a, context: {cluster: a}}, {name: b, context: {cluster: b}}]
clusters: [{name: a, cluster: {server: "https://a"}}, {name: b, cluster: {server: "https://b"}}]
`;

const files: Readonly<Record<string, FileContent>> = {
  '/config': { ok: true, bytes: Buffer.from(kubeconfig) },
  '/forbidden': { ok: false, failure: 'forbidden' },
  '/large': { ok: false, failure: 'too_large' },
};

async function load(location: KubeconfigLocation, context?: string, env: Environment = {}): Promise<string> {
  const read = (path: string): Promise<FileContent> =>
    Promise.resolve(files[path] ?? { ok: false, failure: 'missing' });
  const result = await loadAccess(location, context, { env, read });
  return result.ok ? result.access.name : result.problems.map(formatProblem).join('\n');
}

const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

void t.test('kubeconfigs that exist are used', async (t) => {
  t.equal(await load({ paths: ['/config'], required: true }), 'a');
  t.equal(await load({ paths: ['/gone', '/config'], required: false }, 'b', pod), 'b');
});

void t.test('without a kubeconfig, the service account is used', async (t) => {
  t.equal(await load({ paths: ['/gone'], required: false }, undefined, pod), 'in-cluster');
  t.equal(await load({ paths: ['/gone'], required: true }, undefined, pod), '/gone: no such file');
});

void t.test('without both, the missing files are reported', async (t) => {
  const rest = 'and this is not a pod; give --kubeconfig or set KUBECONFIG';
  t.equal(await load({ paths: ['/x'], required: false }), `/x: no kubeconfig: "/x" does not exist, ${rest}`);
  t.equal(
    await load({ paths: ['/x', '/y'], required: false }),
    `/x:/y: no kubeconfig: "/x", "/y" do not exist, ${rest}`,
  );
});

void t.test('unreadable files are reported, whatever else exists', async (t) => {
  t.equal(
    await load({ paths: ['/config', '/forbidden', '/large'], required: false }),
    '/forbidden: no permission to read it\n/large: larger than 4194304 bytes',
  );
});
