import type { Steps } from '../procedure.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';
import { kubeletFiles, kubeletPem } from './kubelet-pem.js';

/** The kubelet rotates a certificate late in its life. This asks for one now, as the kubelet does: the controllers approve and sign it. */
export const kubeadmKubeletCertificate: Steps = {
  touches: 'It gives the kubelet of one node a new client certificate, signed by kube-controller-manager.',
  takes: 'A minute for each node; pods continue to run.',
  lines: [
    '# a new client certificate for the kubelet, on each node, one after another, while the one that it has is still accepted',
    ...ownBash(bash`
      ${kubeletPem.define}
      ${kubeletFiles}
      command -v kubectl > /dev/null || no 'kubectl is not on this node'
      grep -q "client-certificate: $current" "$conf" || no "$conf does not use $current"
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; umask 077
      node=$(user "$current"); case $node in system:node:?*) ;; *) no "$current is not the certificate of a node";; esac
      request "$node"
      csr=$(kubectl --kubeconfig "$conf" create -o name -f - <<< '{"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"generateName":"csr-"},"spec":{"request":"'"$(base64 -w0 < "$work/csr")"'","signerName":"kubernetes.io/kube-apiserver-client-kubelet","usages":["digital signature","client auth"]}}')
      for n in $(seq 60); do
        kubectl --kubeconfig "$conf" get "$csr" -o 'jsonpath={.status.certificate}' | base64 -d > "$work/crt"
        [ ! -s "$work/crt" ] || break
        sleep 2
      done
      [ -s "$work/crt" ] || stop "$csr was not signed: kubectl get csr"
      install_pem
    `),
  ],
  worked: 'It prints the name, issuer and end of the new certificate, and kubectl get nodes shows the node as Ready.',
  back: kubeletPem.back,
  basis:
    'run on 1.20.2 and 1.36.3, with a simulated signer: test/integration/procedures/kubelet.test.ts; file names as in kubernetes/kubernetes at 04791b4, client-go/util/certificate/certificate_store.go',
};
