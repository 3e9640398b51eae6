import type { Steps } from '../procedure.js';
import { renewedCa } from '../renewed-ca.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';
import { caFiles, restoreCaFiles } from './ca-shell.js';

export const kubeadmInstallRenewedCa: Steps = {
  touches:
    'It replaces the certificates of the CAs, and their copies in /etc/kubernetes/*.conf, on each node, workers too, and restarts the kubelet there.',
  takes:
    'A minute for each node; pods and API servers continue to run, and kube-apiserver loads its --client-ca-file by itself.',
  lines: [
    '# install them on each node, one after another, workers too. First copy the folder there: scp -r /root/ca-renewed root@NODE:/root/',
    '# An hour after they were made is best: a client whose clock is behind refuses a certificate of the future.',
    ...ownBash(bash`
      ${renewedCa.essence}
      ${caFiles}
      new=/root/ca-renewed; pki=/etc/kubernetes/pki
      need openssl systemctl
      [ -s "$new/ca.crt" ] || no "$new/ca.crt is not on this node: copy the folder from where you made it"
      for ca in ca front-proxy-ca etcd/ca; do
        [ -s "$pki/$ca.crt" ] && [ -s "$new/$ca.crt" ] || continue
        [ "$(essence "$pki/$ca.crt")" = "$(essence "$new/$ca.crt")" ] || no "$pki/$ca.crt has another key, name or extension"
        openssl verify -CAfile "$new/$ca.crt" "$new/$ca.crt" > /dev/null || no "$new/$ca.crt is not valid by the clock of this node"
      done
      umask 077
      cmp -s "$new/ca.crt" "$pki/ca.crt" || backup
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
      keys "$new/ca.crt" > "$work/known"
      for ca in ca front-proxy-ca etcd/ca; do
        [ ! -s "$pki/$ca.crt" ] || [ ! -s "$new/$ca.crt" ] || put "$new/$ca.crt" "$pki/$ca.crt"
      done
      for conf in /etc/kubernetes/*.conf; do [ ! -s "$conf" ] || embed "$conf" "$new/ca.crt"; done
      systemctl restart kubelet
    `),
    '# etcd and kube-apiserver read the CA of etcd when they start: restart them, one node at a time, before the old one expires',
  ],
  worked:
    'It names each kubeconfig that has the CA now and the folder of the backup, and a minute later kubectl get nodes shows the node as Ready: then go to the next node.',
  back: [
    '# it hurts nobody: both certificates are good until the old one expires. To have the old files again, on that node:',
    ...restoreCaFiles,
  ],
  basis: 'run on 1.20.2 and 1.36.3, without a kubelet: test/integration/procedures/rotate-ca.test.ts',
};
