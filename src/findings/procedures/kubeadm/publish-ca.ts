import type { Steps } from '../procedure.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';
import { caShell, waitShell } from './ca-shell.js';

/** kube-controller-manager reads --root-ca-file, and both read the CA of their kubeconfig, when they start. */
export const kubeadmRestartControllers: Steps = {
  touches: 'It restarts kube-controller-manager and kube-scheduler on each control-plane node.',
  takes:
    'A minute for each node; the instance of another node takes over, and with a single node nothing is reconciled or scheduled meanwhile.',
  lines: [
    '# the controllers read the CA when they start: restart them on each control-plane node, one after another',
    ...ownBash(bash`
      ${waitShell.fresh}
      ${waitShell.again}
      again kube-controller-manager
      again kube-scheduler
    `),
  ],
  worked: 'It prints: kube-controller-manager runs again, and the same of kube-scheduler.',
  back: ['# none is needed: a restart changes no file'],
  basis:
    'run with a simulated crictl: test/integration/procedures/rotate-ca.test.ts; kubernetes/website, pod-lifecycle.md: by restartPolicy Always, the default, the kubelet starts a container again that has ended',
};

/** Gives the CA to nodes that join (cluster-info) and says which pods do not have it yet (kube-root-ca.crt). */
export const kubeadmPublishCa: Steps = {
  touches: 'It changes the CA in the ConfigMap cluster-info of kube-public, with which new nodes join.',
  takes: 'A minute; everything continues to work.',
  lines: [
    '# give the CA to nodes that join and to pods: once, on a control-plane node, when all of them have the new ca.crt',
    ...ownBash(bash`
      set -o pipefail
      ${caShell.keys}
      export KUBECONFIG=/etc/kubernetes/admin.conf
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
      ca=/etc/kubernetes/pki/ca.crt; cat "$ca" > "$work/all"; [ ! -e /root/ca-next/ca-both.crt ] || cat /root/ca-next/ca-both.crt >> "$work/all"
      keys "$work/all" > "$work/known"
      kubectl -n kube-public get configmap cluster-info -o 'jsonpath={.data.kubeconfig}' > "$work/info" || no 'There is no cluster-info'
      data=$(sed -n 's/^ *certificate-authority-data: *//p' "$work/info"); new=$(base64 -w0 < "$ca")
      base64 -d <<< "$data" > "$work/has"; keys "$work/has" > "$work/keys"
      [ -s "$work/keys" ] && ! grep -qvxF -f "$work/known" "$work/keys" || no 'cluster-info has another CA'
      kubectl -n kube-public get configmap cluster-info -o json > "$work/json"
      if [ "$data" != "$new" ]; then
        (umask 077; sed '/"resourceVersion":/d' "$work/json" > "/root/cluster-info-before-$(date +%Y%m%d-%H%M%S).json")
        sed "s|$data|$new|" "$work/json" | kubectl replace -f -
      fi
      for n in $(seq 60); do
        lacks=
        for ns in $(kubectl get namespaces -o 'jsonpath={.items[*].metadata.name}'); do
          [ "$(kubectl -n "$ns" get configmap kube-root-ca.crt --ignore-not-found -o 'jsonpath={.data.ca\.crt}')" = "$(cat "$ca")" ] || lacks="$lacks $ns"
        done
        [ -n "$lacks" ] || { echo 'All namespaces have the CA.'; break; }
        sleep 2
      done
      [ -z "$lacks" ] || stop "kube-root-ca.crt is another one in:$lacks"
    `),
    '# then restart the pods that read the CA only when they start, in your own time: kubectl -n NAMESPACE rollout restart deployment,daemonset,statefulset',
  ],
  worked: 'It prints: configmap/cluster-info replaced, and: All namespaces have the CA.',
  back: [
    'kubectl --kubeconfig /etc/kubernetes/admin.conf replace -f "$(ls /root/cluster-info-before-*.json | tail -n 1)"',
  ],
  basis: 'run on 1.20.2 and 1.36.3, with a simulated publisher: test/integration/procedures/rotate-ca.test.ts',
};
