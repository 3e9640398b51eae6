import type { Steps } from '../procedure.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';
import { caShell } from './ca-shell.js';
import { kubeletFiles, kubeletPem } from './kubelet-pem.js';

/** kubeadm#1753: kubeadm init before 1.17 embedded a certificate that nothing renews. The kubelet runs until it is restarted. */
export const kubeadmKubeletConf: Steps = {
  touches:
    'It makes kubelet.conf of a node that kubeadm init set up before 1.17 name the certificate that the kubelet rotates, instead of the embedded one that nothing renews, and restarts the kubelet.',
  takes: 'A minute; pods continue to run.',
  lines: [
    '# kubelet.conf from before 1.17: it has client-certificate-data. On that node',
    ...ownBash(bash`
      ${caShell.put}
      ${kubeletFiles}
      count=$(grep -c '^ *client-certificate-data:' "$conf" || true)
      [ "$count" != 0 ] || { echo "$conf names a file already: nothing to do."; exit 0; }
      [ "$count" = 1 ] || no "$conf has several client certificates"
      [ -s "$current" ] || no "The kubelet has no $current: make one with the next procedure"
      openssl x509 -noout -checkend 60 -in "$current" || no "$current has expired: make a new one with the next procedure"
      public=$(openssl x509 -noout -pubkey -in "$current") && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$current")" ] || no "Key and certificate in $current do not match"
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; umask 077
      sed -n 's/^ *client-certificate-data: *//p' "$conf" | base64 -d > "$work/embedded"
      [ "$(openssl x509 -noout -subject -in "$current")" = "$(openssl x509 -noout -subject -in "$work/embedded")" ] || no "$current is the certificate of another node"
      cp -p "$conf" "/root/kubelet.conf-before-$(date +%Y%m%d-%H%M%S)"
      sed "s|^\( *\)client-certificate-data:.*|\1client-certificate: $current|; s|^\( *\)client-key-data:.*|\1client-key: $current|" "$conf" > "$work/conf"
      put "$work/conf" "$conf"
      systemctl restart kubelet
      grep client- "$conf"
    `),
  ],
  worked:
    'It prints two lines, client-certificate and client-key, with kubelet-client-current.pem, and kubectl get nodes shows the node as Ready.',
  back: ownBash(
    'cp -p "$(ls /root/kubelet.conf-before-* | tail -n 1)" /etc/kubernetes/kubelet.conf',
    'systemctl restart kubelet',
  ),
  basis:
    'run on 1.20.2 and 1.36.3, without a kubelet: test/integration/procedures/kubelet.test.ts; kubernetes/website, kubeadm-certs.md (warning on kubelet.conf before 1.17), kubeadm#1753',
};

/** kubeadm has no command for it. The website's way, kubeadm kubeconfig user, writes a kubeconfig that has to be edited by hand. */
export const kubeadmExpiredKubelet: readonly Steps[] = [
  {
    stage: 'an expired kubelet, 1. A new certificate',
    touches:
      'It makes a client certificate for the kubelet of one node, in a file of /root, on a node that has ca.key.',
    takes: 'Seconds.',
    lines: [
      "# the kubelet's client certificate has expired (journalctl -u kubelet). On a control-plane node:",
      "export NODE=$(hostname | tr '[:upper:]' '[:lower:]')   # for another node write its name here, as kubectl get nodes shows it",
      ...ownBash(bash`
        ${kubeletPem.define}
        case $NODE in ''|*[^a-z0-9.-]*) no "$NODE is not the name of a node";; esac
        ca=/etc/kubernetes/pki/ca-signing.crt; [ -e "$ca" ] || ca=/etc/kubernetes/pki/ca.crt; key=/etc/kubernetes/pki/ca.key
        [ -s "$key" ] || no 'No ca.key is here'
        public=$(openssl x509 -noout -pubkey -in "$ca") && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$key")" ] || no "$key is not the key of $ca"
        openssl x509 -noout -checkend 0 -in "$ca" || no "$ca has expired: renew the CA first"
        work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; umask 077
        request "system:node:$NODE"
        openssl x509 -req -in "$work/csr" -CA "$ca" -CAkey "$key" -set_serial "0x$(openssl rand -hex 8)" -days 365 -sha256 -extfile "$work/config" -extensions client -out "$work/crt"
        openssl verify -CAfile "$ca" "$work/crt"
        cat "$work/crt" "$work/key" > /root/kubelet-client.pem
        echo "Copy it to the node: scp /root/kubelet-client.pem root@$NODE:/root/"
      `),
    ],
    worked: 'It prints OK and the command that copies the file to the node.',
    back: ['rm /root/kubelet-client.pem'],
    basis:
      'run on 1.20.2 and 1.36.3: test/integration/procedures/kubelet.test.ts; as kubernetes/website, troubleshooting-kubeadm.md#kubelet-client-cert, does it with kubeadm',
  },
  {
    stage: 'an expired kubelet, 2. Install it',
    touches: 'It installs the client certificate of the kubelet on its node, and restarts the kubelet.',
    takes: 'A minute; pods continue to run.',
    lines: [
      '# on the node itself, when /root/kubelet-client.pem has arrived there',
      ...ownBash(bash`
        ${caShell.put}
        ${kubeletPem.define}
        new=/root/kubelet-client.pem; ${kubeletFiles}
        [ -s "$new" ] || no "$new is not on this node"
        openssl verify -CAfile /etc/kubernetes/pki/ca.crt "$new" || no "$new is not signed by the CA of this node"
        work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; umask 077
        if grep -q 'client-certificate-data:' "$conf"; then sed -n 's/^ *client-certificate-data: *//p' "$conf" | base64 -d > "$work/old"; elif [ -s "$current" ]; then cat "$current" > "$work/old"; fi
        [ ! -s "$work/old" ] || [ "$(user "$work/old")" = "$(user "$new")" ] || no "$new is for $(user "$new"), and this is $(user "$work/old")"
        openssl x509 -in "$new" > "$work/crt"; openssl pkey -in "$new" > "$work/key"
        cp -p "$conf" "/root/kubelet.conf-before-$(date +%Y%m%d-%H%M%S)"
        sed "s|^\( *\)client-certificate-data:.*|\1client-certificate: $current|; s|^\( *\)client-key-data:.*|\1client-key: $current|" "$conf" > "$work/conf"
        put "$work/conf" "$conf"
        install_pem
        rm "$new"
      `),
    ],
    worked: 'It prints the name, issuer and end of the new certificate, and kubectl get nodes shows the node as Ready.',
    back: kubeletPem.back,
    basis: 'run on 1.20.2 and 1.36.3, without a kubelet: test/integration/procedures/kubelet.test.ts',
  },
];
