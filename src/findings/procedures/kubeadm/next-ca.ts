import type { Steps } from '../procedure.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';
import { caFiles, restoreCaFiles, waitShell } from './ca-shell.js';
import { controllerManager } from './signing-file.js';

/** The name has the time, as those of K3s, so that clients that build paths by names do not take the old CA for the new one. */
export const kubeadmMakeNextCa: Steps = {
  touches:
    'It makes a CA with a new key in /root/ca-next on one control-plane node, and a certificate of it that the old CA has signed (ca-cross.crt), and changes nothing else.',
  takes: 'Seconds; everything continues to work.',
  lines: [
    '# make a CA with a new key: once, on one control-plane node, and only if the key of the CA is lost or has leaked. With a good key, renew the CA instead',
    ...ownBash(bash`
      next=/root/ca-next; old=/etc/kubernetes/pki/ca
      if [ -e "$next" ]; then echo "$next is there from before. To make another one, rename it."; ls -l "$next"; exit 0; fi
      umask 077
      work=$(mktemp -d -p /root); trap 'rm -rf "$work"' EXIT
      [ "$(grep -c -e '-BEGIN CERTIFICATE-' "$old.crt")" = 1 ] || no "$old.crt has several certificates: finish the rotation that is under way"
      printf '%s\n' '[req]' 'prompt = no' 'distinguished_name = name' 'string_mask = utf8only' 'x509_extensions = ca' '[name]' "CN = kubernetes@$(date +%s)" '[ca]' 'basicConstraints = critical,CA:TRUE' 'keyUsage = critical,digitalSignature,keyEncipherment,keyCertSign' 'subjectKeyIdentifier = hash' > "$work/config"
      openssl req -x509 -config "$work/config" -newkey rsa:2048 -nodes -sha256 -days 3650 -set_serial "0x$(openssl rand -hex 8)" -keyout "$work/ca.key" -out "$work/ca.crt" 2> "$work/log" || { cat "$work/log" >&2; no 'openssl req failed'; }
      cp "$old.crt" "$work/ca-old.crt"
      cat "$old.crt" "$work/ca.crt" > "$work/ca-both.crt"
      if [ -s "$old.key" ]; then
        openssl x509 -in "$work/ca.crt" -CA "$old.crt" -CAkey "$old.key" -sha256 -set_serial "0x$(openssl rand -hex 8)" -days 3650 -out "$work/ca-cross.crt"
        openssl verify -CAfile "$old.crt" "$work/ca-cross.crt" || no 'The old CA does not verify its certificate for the new one'
      else
        echo 'Without the old key there is no ca-cross.crt: clients that have only the old CA are refused as soon as a node serves a certificate of the new one.'
      fi
      rm "$work/config" "$work/log"; mv "$work" "$next"; ls "$next"
      openssl x509 -noout -subject -enddate -in "$next/ca.crt"
    `),
  ],
  worked: 'It prints OK for ca-cross.crt, and the name of the new CA: kubernetes@ with the time.',
  back: ['rm -r /root/ca-next'],
  basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/replace-ca.test.ts; OpenSSL 1.1.1w, 3.0.22 and 3.5.9',
};

/**
 * kube-apiserver and kubelets take several CAs in one file, kube-controller-manager's --cluster-signing-cert-file does not (kubeadm#1350).
 * So that one gets a file of its own, and no kube-apiserver has to be restarted.
 */
export const kubeadmTrustNextCa: Steps = {
  touches:
    'It puts both CAs into /etc/kubernetes/pki/ca.crt and into the kubeconfigs of each node, workers too, gives kube-controller-manager a file of its own to sign with, and restarts it and the kubelet.',
  takes:
    'Two minutes for each node; pods and API servers continue to run, and kube-apiserver loads its --client-ca-file by itself.',
  lines: [
    '# trust both CAs: on each node, one after another, control-plane nodes first. Before, copy there: to control-plane nodes the folder /root/ca-next, to workers only /root/ca-next/ca-both.crt, not the key',
    '# do not run kubeadm upgrade until the rotation is finished: it would undo the flag of kube-controller-manager',
    ...ownBash(bash`
      ${caFiles}
      ${waitShell.fresh}
      ${controllerManager.point}
      ${waitShell.login}
      next=/root/ca-next; ca=/etc/kubernetes/pki/ca.crt
      need openssl systemctl
      [ ! -e /etc/kubernetes/manifests/kube-apiserver.yaml ] || need kubectl crictl
      [ -s "$next/ca-both.crt" ] || no "$next/ca-both.crt is not on this node"
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
      keys "$next/ca-both.crt" > "$work/known"; keys "$ca" > "$work/now"
      [ -s "$work/now" ] && ! grep -qvxF -f "$work/known" "$work/now" || no "$ca is not the CA from which ca-both.crt was made"
      ${controllerManager.own}
      cmp -s "$next/ca-both.crt" "$ca" || backup
      [ -z "$signing" ] || [ -e /etc/kubernetes/pki/ca-signing.crt ] || cp -p "$ca" /etc/kubernetes/pki/ca-signing.crt
      point ca-signing.crt
      put "$next/ca-both.crt" "$ca"
      for conf in /etc/kubernetes/*.conf; do [ ! -s "$conf" ] || embed "$conf" "$ca"; done
      systemctl restart kubelet
      [ ! -e /etc/kubernetes/manifests/kube-apiserver.yaml ] || login "$next/ca.crt" "$next/ca.key"
    `),
  ],
  worked:
    'It names each kubeconfig that has the CA now, and on control-plane nodes it prints: The API server accepts client certificates of the new CA. A minute later kubectl get nodes shows the node as Ready.',
  back: [
    '# on that node: the old CA alone. The flag of kube-controller-manager can stay, ca-signing.crt has the old CA',
    ...restoreCaFiles,
  ],
  basis:
    'run on 1.20.2 and 1.36.3, without a kubelet: test/integration/procedures/replace-ca.test.ts; the order is that of kubernetes/website at 086d7df, manual-rotation-of-ca-certificates.md',
};
