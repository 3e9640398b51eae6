import { bash } from '../bash-lines.js';

const manifest = '/etc/kubernetes/manifests/kube-controller-manager.yaml';

/**
 * Text for bash about the file with which kube-controller-manager signs. It has to contain exactly one certificate. kubespray names it by
 * another folder, /etc/kubernetes/ssl, which is the same.
 */
export const controllerManager = {
  /** Gives this control-plane node the file ca-signing.crt, and stops where kube-controller-manager signs with an unknown file. */
  own: bash`
    signing=$(sed -n 's/^ *- --cluster-signing-cert-file=//p' ${manifest} 2> /dev/null || true)
    if [ -e ${manifest} ]; then
      case $signing in */ca.crt|*/ca-signing.crt) ;; *) no "kube-controller-manager signs with $signing instead of ca.crt";; esac
      [ "$(readlink -f "$(dirname "$signing")")" = "$(readlink -f /etc/kubernetes/pki)" ] || no "kube-controller-manager signs with $signing"
    fi`,
  /**
   * Defines \`point FILE\`: changes the flag, waits until the kubelet has started the container again, and puts the manifest back if it does
   * not. The new text is made outside of the folder, in which the kubelet takes every file for a pod.
   */
  point: bash`
    point() {
      local old manifest=${manifest}
      [ -e "$manifest" ] || return 0
      ! grep -q -e "--cluster-signing-cert-file=.*/$1\$" "$manifest" || return 0
      old=$(crictl ps -q --state Running --label io.kubernetes.container.name=kube-controller-manager)
      cp -p "$manifest" /etc/kubernetes/manifest.old
      cp -p "$manifest" /etc/kubernetes/manifest.new
      sed "s#\(--cluster-signing-cert-file=.*/\)ca[a-z-]*\.crt\$#\1$1#" "$manifest" > /etc/kubernetes/manifest.new
      mv -f /etc/kubernetes/manifest.new "$manifest"
      fresh kube-controller-manager "$old" || { mv -f /etc/kubernetes/manifest.old "$manifest"; stop 'The manifest is the old one again.'; }
      rm /etc/kubernetes/manifest.old
    }`,
} as const;
