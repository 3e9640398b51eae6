import { spawnSync } from 'node:child_process';
import t from 'tap';
import { endpointsLine, serverFlags } from '../../../../src/findings/procedures/kubeadm/server-flags.js';
import { issueAuthority, issueLeaf } from '../../../integration/issue-certificate.js';
import { ip } from '../../../integration/kubectl-case.js';
import { noSituation } from '../../../../src/findings/procedures/situation.js';
import { requires } from '../../../integration/requires.js';
import { situation } from '../../control-planes/all-procedures.js';

const say = ['echo "$(flag secure-port 6443) $(flag bind-address any) $(flag tls-cert-file none)"'];

/** What the flags are on a node with these files, in a folder with a space in its name. */
function flags(folder: string, endpoints: string): string {
  const first = ['stop() { echo "$1"; exit 1; }', `set -ef; work='${folder}/work'`, endpoints, 'pgrep() { return 1; }'];
  const script = [...first, ...serverFlags, ...say].join('\n');
  const input = script.replaceAll('/etc/kubernetes', `${folder}/etc k8s`);
  return spawnSync('bash', { input, encoding: 'utf8' }).stdout;
}

void t.test('flags in a manifest of any style', requires('openssl'), (t) => {
  for (const manifest of [
    '  - command:\n    - kube-apiserver\n    - --secure-port=7443 # a comment\n#   - --secure-port=1\n    - --bind-address=::1\n    - --tls-cert-file=/a b/x.crt\n',
    '    - "--secure-port=7443"\n    - \'--bind-address=::1\'\n    - --tls-cert-file=/a b/x.crt\n',
    '    - --secure-port\n    - "7443"\n    - --bind-address\n    - ::1\n    - --tls-cert-file\n    - /a b/x.crt\n',
    '{"command": ["kube-apiserver", "--secure-port=7443", "--bind-address=::1","--tls-cert-file=/a b/x.crt"]}',
    '  command: [kube-apiserver, --secure-port=7443, --bind-address=::1, --tls-cert-file=/a b/x.crt]\n',
    '["kube-apiserver","--secure-port","7443","--bind-address","::1","--tls-cert-file","/a b/x.crt"]',
  ]) {
    const folder = t.testdir({ work: {}, 'etc k8s': { manifests: { 'kube-apiserver.yaml': manifest } } });
    t.equal(flags(folder, ''), '7443 ::1 /a b/x.crt\n', manifest);
  }
  const shell = 'command: [sh, -c, "kube-apiserver --secure-port=7443"]';
  const folder = t.testdir({ work: {}, 'etc k8s': { manifests: { 'kube-apiserver.yaml': shell } } });
  t.match(flags(folder, ''), /^The value of --secure-port in .* cannot be read/);
  t.end();
});

void t.test('without a manifest, this node is the endpoint of its certificate', requires('openssl'), (t) => {
  const ca = issueAuthority({ commonName: 'kubernetes' });
  const named = (...hosts: readonly string[]): string =>
    issueLeaf({ commonName: 'kube-apiserver', names: hosts.map((host) => ip(host)) }, ca).pem;
  const node = (pem: string): string => t.testdir({ work: {}, 'etc k8s': { pki: { 'apiserver.crt': pem } } });
  const endpoints = endpointsLine(situation);
  t.equal(endpoints, "endpoints='10.225.4.51:6443 10.225.4.52:6443 10.225.4.53:6443'");
  t.match(flags(node(named('10.225.4.52')), endpoints), /\n6443 10\.225\.4\.52 none\n$/);
  t.match(flags(node(named('10.225.4.51', '10.225.4.52')), endpoints), /none of these is surely this node/);
  t.match(flags(node(named('10.9.9.9')), endpoints), /none of these is surely this node/);
  t.match(flags(node(named('10.9.9.9')), "endpoints='10.225.4.51:1 127.0.0.1:7443'"), /\n7443 127\.0\.0\.1 none\n$/);
  t.match(flags(node(named('fd00::56')), "endpoints='10.225.4.51:1 [fd00::56]:7443'"), /\n7443 fd00::56 none\n$/);
  t.match(flags(t.testdir({ work: {} }), endpoints), /no certificate in/);
  t.equal(
    endpointsLine({ ...noSituation, nodes: [{ address: "x';reboot:1", dnsNames: [], ipAddresses: [] }] }),
    "endpoints=''",
  );
  t.end();
});
