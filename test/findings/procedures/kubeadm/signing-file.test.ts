import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ownBash } from '../../../../src/findings/procedures/own-bash.js';
import { waitShell } from '../../../../src/findings/procedures/kubeadm/ca-shell.js';
import { controllerManager } from '../../../../src/findings/procedures/kubeadm/signing-file.js';
import { pasteIn } from '../pasted.js';

function node(flag: string): { readonly etc: { kubernetes: Record<string, Record<string, string>> } } {
  const yaml = `    - --cluster-signing-cert-file=${flag}\n    - --root-ca-file=/etc/kubernetes/pki/ca.crt\n`;
  return { etc: { kubernetes: { pki: {}, manifests: { 'kube-controller-manager.yaml': yaml } } } };
}

const functions = [waitShell.fresh, controllerManager.point];
/** A container whose number is that of its manifest. */
const crictl = 'md5sum etc/kubernetes/manifests/kube-controller-manager.yaml | cut -c 1-9';

void t.test('only the flag of signing changes, and back', (t) => {
  const folder = t.testdir(node('/etc/kubernetes/pki/ca.crt'));
  const manifest = join(folder, 'etc/kubernetes/manifests/kube-controller-manager.yaml');
  const before = readFileSync(manifest, 'utf8');
  const run = pasteIn(folder, ownBash(...functions, 'point ca-signing.crt'), { crictl });
  t.equal(run.code, 0, run.stderr);
  t.equal(readFileSync(manifest, 'utf8'), before.replace('pki/ca.crt', 'pki/ca-signing.crt'));
  t.equal(pasteIn(folder, ownBash(...functions, 'point ca-signing.crt'), { crictl }).stdout, '', 'once');
  pasteIn(folder, ownBash(...functions, 'point ca.crt'), { crictl });
  t.equal(readFileSync(manifest, 'utf8'), before);
  t.end();
});

void t.test('a manifest whose container does not come back is put back', (t) => {
  const folder = t.testdir(node('/etc/kubernetes/pki/ca.crt'));
  const before = readFileSync(join(folder, 'etc/kubernetes/manifests/kube-controller-manager.yaml'), 'utf8');
  const run = pasteIn(folder, ownBash(...functions, 'fresh() { return 1; }', 'point ca-signing.crt'), { crictl });
  t.not(run.code, 0);
  t.equal(readFileSync(join(folder, 'etc/kubernetes/manifests/kube-controller-manager.yaml'), 'utf8'), before);
  t.end();
});

void t.test('another file to sign with stops it; a node without controllers does not', (t) => {
  const own = ownBash(controllerManager.own, 'echo "[$signing]"');
  const other = pasteIn(t.testdir(node('/etc/other/ca.crt')), own);
  t.match(other.stderr, /Nothing was changed: .*kube-controller-manager signs with \/etc\/other\/ca\.crt\n/);
  t.equal(pasteIn(t.testdir({ etc: { kubernetes: {} } }), own).stdout, '[]\n');
  t.end();
});
