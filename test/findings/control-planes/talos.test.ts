import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { talos } from '../../../src/findings/control-planes/talos.js';
import { certificate } from '../../fixtures/report.js';
import { pasteIn } from '../procedures/pasted.js';
import { situation } from './all-procedures.js';

/** Containers as talosctl lists them. A restart gives the one of a node another id. */
const talosctl = `echo "$*" >> calls
node=$2
case "$*" in
  *'containers -k'*)
    echo "NODE NAMESPACE ID IMAGE PID STATUS"
    echo "$node   k8s.io   kube-system/kube-apiserver-cp-1                         registry.k8s.io/pause:3.8             1992 SANDBOX_READY"
    echo "$node   k8s.io   └─ kube-system/kube-apiserver-cp-1:kube-apiserver:d87c$(cat "$node" 2> /dev/null)   registry.k8s.io/kube-apiserver:v1.29.3   2136 CONTAINER_RUNNING" ;;
  *restart*) echo 1 > "$node" ;;
  *'get mc'*) echo whole ;;
  *'patch mc'*) cp "\${@: -1:1}" patched 2> /dev/null || cp "$(echo "\${@: -1}" | cut -c2-)" patched ;;
esac`;
/** What is served has the names as soon as they are in the configuration. */
const openssl = `case "$*" in *-check*) [ ! -e patched ] || echo 'does match certificate' ;; esac`;
const kubectl = 'echo "kubectl $*" >> calls; [ ! -e away ]';

const linesOf = (task: 'restart' | 'reissue'): readonly string[] =>
  proceduresFor(task, situation, ['Talos']).flatMap(({ lines }) => lines);

void t.test('nodes are restarted one after the other, each with proof', (t) => {
  const folder = t.testdir();
  const { code, stdout, stderr } = pasteIn(folder, linesOf('restart'), { talosctl, kubectl, sleep: 'exit 0' });
  t.equal(code, 0, stderr);
  for (const node of [51, 52, 53])
    t.match(stdout, `10.225.4.${node}: kube-system/kube-apiserver-cp-1:kube-apiserver:d87c1 is ready.`);
  t.match(readFileSync(join(folder, 'calls'), 'utf8'), '--tls-server-name kubernetes');
  t.end();
});

void t.test('nothing is restarted while an API server is not ready', (t) => {
  const folder = t.testdir({ away: '' });
  const { code, stderr } = pasteIn(folder, linesOf('restart'), { talosctl, kubectl });
  t.match(stderr, 'Nothing was changed: ');
  t.same([code, existsSync(join(folder, '10.225.4.51'))], [1, false]);
  t.end();
});

void t.test('names go into the machine configuration of each node', (t) => {
  const folder = t.testdir();
  const { code, stderr } = pasteIn(folder, linesOf('reissue'), { talosctl, openssl, sleep: 'exit 0' });
  t.equal(code, 0, stderr);
  const names = situation.sans.missing.map((san) => `      - "${san}"\n`).join('');
  t.equal(readFileSync(join(folder, 'patched'), 'utf8'), `cluster:\n  apiServer:\n    certSANs:\n${names}`);
  const calls = readFileSync(join(folder, 'calls'), 'utf8');
  t.equal(calls.match(/patch mc --mode no-reboot/g)?.length, 1, 'the others serve them at once in this test');
  writeFileSync(join(folder, 'calls'), '');
  t.end();
});

void t.test('its CA has no common name', (t) => {
  const leaf = certificate({
    subjectCommonName: 'kube-apiserver',
    issuerCommonName: undefined,
    issuer: 'O=kubernetes',
  });
  t.ok(talos.recognises(leaf));
  t.notOk(talos.recognises({ ...leaf, issuer: 'O=talos' }));
  t.notOk(talos.recognises({ ...leaf, issuerCommonName: 'kubernetes' }));
  t.end();
});
