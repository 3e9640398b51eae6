import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ownBash } from '../../../../src/findings/procedures/own-bash.js';
import { kubeletPem } from '../../../../src/findings/procedures/kubeadm/kubelet-pem.js';
import { makeCa, makeLeaf, needsOpenssl, pasteIn } from '../pasted.js';

const functions = ['work=$PWD', kubeletPem.define];

void t.test('certificate and key are in one file, to which the link leads', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'ca'));
  makeLeaf(join(folder, 'leaf'), join(folder, 'ca'), '/O=system:nodes/CN=system:node:k8ctl');
  const { code, stderr } = pasteIn(
    folder,
    ownBash(...functions, 'cp leaf.crt crt; cp leaf.key key; user crt > name; install_pem'),
  );
  t.equal(code, 0, stderr);
  t.equal(readFileSync(join(folder, 'name'), 'utf8'), 'system:node:k8ctl\n');
  const current = join(folder, 'var/lib/kubelet/pki/kubelet-client-current.pem');
  t.match(readlinkSync(current), /\/kubelet-client-\d{4}(-\d\d){5}\.pem$/);
  t.match(readFileSync(current, 'utf8'), /^-----BEGIN CERTIFICATE[^]*PRIVATE KEY-----\n$/);
  t.end();
});

void t.test('a key of another certificate is not installed', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'ca'));
  makeCa(join(folder, 'other'));
  const { stderr } = pasteIn(folder, ownBash(...functions, 'cp ca.crt crt; cp other.key key; install_pem'));
  t.match(stderr, 'Certificate and key do not match, and were not installed.');
  t.end();
});
