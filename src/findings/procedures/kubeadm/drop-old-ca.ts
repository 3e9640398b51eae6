import type { Steps } from '../procedure.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';
import { caFiles, waitShell } from './ca-shell.js';
import { controllerManager } from './signing-file.js';

export const kubeadmDropOldCa: Steps = {
  touches: 'It removes the old CA from the files of each node, workers too, and restarts the kubelet.',
  takes:
    'Two minutes for each node; from then on clients and client certificates of the old CA are refused, so find them first.',
  lines: [
    '# drop the old CA: on each node, one after another, control-plane nodes first, when no client has only the old CA and none logs in with a certificate of it',
    '# before, on every control-plane node: restart kube-apiserver and the controllers, if they still run as they were started before the new certificates',
    '# before, on workers: copy /root/ca-next/ca.crt and /root/ca-next/ca-both.crt there, not the key',
    ...ownBash(bash`
      ${caFiles}
      ${waitShell.fresh}
      ${waitShell.served}
      ${waitShell.startedAfter}
      ${controllerManager.point}
      next=/root/ca-next; ca=/etc/kubernetes/pki/ca.crt; client=/etc/kubernetes/pki/apiserver-kubelet-client.crt
      need openssl systemctl
      [ ! -e /etc/kubernetes/manifests/kube-controller-manager.yaml ] || need crictl
      [ -s "$next/ca.crt" ] || no "$next/ca.crt is not on this node"
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
      keys "$next/ca-both.crt" > "$work/known"; keys "$next/ca.crt" > "$work/new"
      keys "$ca" | grep -qxF -f "$work/new" || no "$ca does not have the new CA"
      leaf() { openssl verify -CAfile "$next/ca.crt" "$1" > /dev/null 2>&1 || no "$2 is not a certificate of the new CA"; }
      for file in /etc/kubernetes/pki/apiserver.crt "$client" /var/lib/kubelet/pki/kubelet-client-current.pem; do [ ! -e "$file" ] || leaf "$file" "$file"; done
      for conf in /etc/kubernetes/*.conf; do
        for data in $(sed -n 's/^ *client-certificate-data: *//p' "$conf"); do base64 -d <<< "$data" > "$work/leaf"; leaf "$work/leaf" "The client certificate in $conf"; done
      done
      [ ! -e "$client" ] || started_after "$client" || no 'Restart kube-apiserver here first: it logs in at the kubelets with the certificate that it had when it started'
      cmp -s "$next/ca.crt" "$ca" || backup
      put "$next/ca.crt" "$ca"
      point ca.crt
      rm -f /etc/kubernetes/pki/ca-signing.crt
      for conf in /etc/kubernetes/*.conf; do embed "$conf" "$next/ca.crt"; done
      if [ -e /etc/kubernetes/pki/apiserver.crt ]; then
        openssl x509 -in /etc/kubernetes/pki/apiserver.crt > "$work/apiserver.crt"; put "$work/apiserver.crt" /etc/kubernetes/pki/apiserver.crt
        served /etc/kubernetes/pki/apiserver.crt
      fi
      systemctl restart kubelet
      echo 'This node has only the new CA.'
    `),
    '# then restart the controllers and give the CA to nodes that join and to pods, as before',
  ],
  worked: 'It ends with: This node has only the new CA. And kubectl get nodes shows all nodes as Ready.',
  back: [
    '# on that node: both CAs, as before',
    ...ownBash('cp -p "$(ls -d /root/kubernetes-before-* | tail -n 1)/pki/ca.crt" /etc/kubernetes/pki/ca.crt'),
  ],
  basis: 'run on 1.20.2 and 1.36.3, without a kubelet: test/integration/procedures/replace-ca.test.ts',
};
