import type { Steps } from '../procedure.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';
import { caFiles, caShell, waitShell } from './ca-shell.js';

const extensions = [
  'keyUsage = critical,digitalSignature,keyEncipherment',
  'extendedKeyUsage = serverAuth',
  'basicConstraints = critical,CA:FALSE',
  'authorityKeyIdentifier = keyid',
]
  .map((line) => `'${line}'`)
  .join(' ');

/**
 * The serving certificate is made beside the old one. Below it stands the new CA as the old CA signed it, so that clients that have only the
 * old CA accept it as well. kubeadm certs renew puts only one CA into a kubeconfig (v1.20 and v1.36), so both are put back.
 */
export const kubeadmServeNextCa: Steps = {
  touches:
    'It issues the serving certificate, apiserver-kubelet-client and the kubeconfigs of one control-plane node by the new CA, and installs its key as ca.key.',
  takes:
    'Up to three minutes for each node; kube-apiserver loads the new pair by itself, and clients with the old CA, the new one or both continue to be accepted.',
  lines: [
    '# serve a certificate of the new CA: on each control-plane node, one after another, when every client has both CAs, or ca-cross.crt exists',
    ...ownBash(bash`
      ${caFiles}
      ${waitShell.served}
      sans() { openssl x509 -noout -ext subjectAltName -in "$1" | tail -n +2 | sed 's/^ *//; s/IP Address:/IP:/g'; }
      next=/root/ca-next; cd /etc/kubernetes/pki
      need openssl kubeadm
      [ -s "$next/ca.key" ] || no "$next/ca.key is not on this node"
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
      keys "$next/ca-both.crt" > "$work/known"; keys ca.crt > "$work/now"
      ! grep -qvxF -f "$work/now" "$work/known" || no 'ca.crt of this node does not have the old and the new CA: trust both CAs here first'
      umask 077
      if ! openssl verify -CAfile "$next/ca.crt" apiserver.crt > /dev/null 2>&1; then
        printf '%s\n' '[req]' 'prompt = no' 'distinguished_name = name' '[name]' 'CN = kube-apiserver' '[server]' ${extensions} "subjectAltName = $(sans apiserver.crt)" > "$work/config"
        openssl req -new -config "$work/config" -newkey rsa:2048 -nodes -keyout "$work/apiserver.key" -out "$work/csr" 2> /dev/null
        openssl x509 -req -in "$work/csr" -CA "$next/ca.crt" -CAkey "$next/ca.key" -set_serial "0x$(openssl rand -hex 8)" -days 365 -sha256 -extfile "$work/config" -extensions server -out "$work/apiserver.crt"
        [ "$(sans "$work/apiserver.crt")" = "$(sans apiserver.crt)" ] || no 'The new certificate has other names than the old one'
        openssl verify -CAfile "$next/ca.crt" "$work/apiserver.crt" || no 'The new CA does not verify the new certificate'
        if [ -s "$next/ca-cross.crt" ]; then
          openssl verify -CAfile "$next/ca-old.crt" -untrusted "$next/ca-cross.crt" "$work/apiserver.crt" || no 'The old CA does not verify the new certificate'
          cat "$next/ca-cross.crt" >> "$work/apiserver.crt"
        fi
        backup
        put "$work/apiserver.key" apiserver.key; put "$work/apiserver.crt" apiserver.crt
        served apiserver.crt || { from=$(ls -d /root/kubernetes-before-* | tail -n 1); cp -p "$from/pki/apiserver.key" "$from/pki/apiserver.crt" .; stop 'The new certificate is not served, and the old pair is back: read the log of kube-apiserver.'; }
      fi
      # kubeadm signs with the first certificate in ca.crt
      put "$next/ca.key" ca.key; put "$next/ca.crt" ca-signing.crt
      cat "$next/ca.crt" "$next/ca-old.crt" > "$work/ca.crt"; put "$work/ca.crt" ca.crt
      for name in apiserver-kubelet-client admin.conf super-admin.conf controller-manager.conf scheduler.conf; do
        rm -f "$work/leaf"
        [ ! -e "$name.crt" ] || cat "$name.crt" > "$work/leaf"
        [ ! -e "/etc/kubernetes/$name" ] || sed -n 's/^ *client-certificate-data: *//p' "/etc/kubernetes/$name" | base64 -d > "$work/leaf"
        [ ! -e "$work/leaf" ] || openssl verify -CAfile "$next/ca.crt" "$work/leaf" > /dev/null 2>&1 || kubeadm certs renew "$name"
      done
      for conf in /etc/kubernetes/*.conf; do embed "$conf" "$next/ca-both.crt"; done
      echo 'This node serves a certificate of the new CA.'
    `),
    '# then restart the controllers of this node, which log in with certificates of the new CA, and go to the next node',
  ],
  worked:
    'It ends with: This node serves a certificate of the new CA. And apiserver-cert-exporter check accepts all names, with the old CA and with both.',
  back: [
    '# on that node: the pair of before; kube-apiserver loads it within two minutes',
    ...ownBash(bash`
      ${caShell.restore}
      restore pki/ca.key pki/ca.crt pki/ca-signing.crt pki/apiserver.key pki/apiserver.crt pki/apiserver-kubelet-client.key pki/apiserver-kubelet-client.crt admin.conf super-admin.conf controller-manager.conf scheduler.conf
    `),
  ],
  basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/replace-ca.test.ts',
};
