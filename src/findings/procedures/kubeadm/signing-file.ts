import { bash } from './bash-lines.js';

const manifest = '/etc/kubernetes/manifests/kube-controller-manager.yaml';
const flag = '--cluster-signing-cert-file=/etc/kubernetes/pki/';

/** Text for bash about the file with which kube-controller-manager signs. It has to contain exactly one certificate. */
export const controllerManager = {
  manifest,
  /** Stops where the flag is not one of kubeadm's. */
  check: bash`[ ! -e ${manifest} ] || grep -q -e '${flag}ca.crt$' -e '${flag}ca-signing.crt$' ${manifest} || stop 'kube-controller-manager signs with another file than ca.crt.'`,
  /**
   * Defines \`point FILE\`: changes the flag, waits until the kubelet has started the container again, and puts the manifest back if it does
   * not. The new text is made outside of the folder, in which the kubelet takes every file for a pod.
   */
  point: bash`
    point() {
      local old manifest=${manifest}
      [ -e "$manifest" ] || return 0
      ! grep -q -e "${flag}$1$" "$manifest" || return 0
      old=$(crictl ps -q --state Running --label io.kubernetes.container.name=kube-controller-manager)
      cp -p "$manifest" /etc/kubernetes/manifest.old
      cp -p "$manifest" /etc/kubernetes/manifest.new
      sed "s#\(${flag}\)ca[a-z-]*\.crt\$#\1$1#" "$manifest" > /etc/kubernetes/manifest.new
      mv -f /etc/kubernetes/manifest.new "$manifest"
      fresh kube-controller-manager "$old" || { mv -f /etc/kubernetes/manifest.old "$manifest"; echo 'The manifest is the old one again.' >&2; exit 1; }
      rm /etc/kubernetes/manifest.old
    }`,
} as const;
