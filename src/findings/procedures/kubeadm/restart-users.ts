import { askApi, othersReady } from '../api-shell.js';
import { freshServer } from '../manifest-restart.js';
import { loopbackNumberLines } from '../shell.js';
import { goneOf, manifestInPlace, outAndBack } from '../static-pod.js';
import { kubeadmPod } from './renewed-files.js';
import { kubeadmServer } from './restart.js';
import { bashLines } from '../bash-lines.js';

/**
 * What shows that a new container works. Of etcd, the API server of this node answers by its own member, 127.0.0.1:2379, as do those of the
 * other nodes, which have to be ready before. A lease is renewed by whichever node has it, every two seconds.
 */
const proofs = bashLines`
steady() { runs && first=$ids && sleep 5 && runs && [ "$ids" = "$first" ]; }
etcd_works() {
  url=$(flag listen-metrics-urls); url=${'$'}{url%%,*}
  { [ -z "$url" ] || curl --silent --insecure --noproxy '*' --max-time 5 "$url/health" | grep -q '"health": *"true"'; } && runs && ready
}
server_works() { renewed && ready; }
lease() { ask "$address" --namespace kube-system get lease "$pod" --output 'jsonpath={.spec.renewTime}' 2> /dev/null; }
lease_held() { before=$(lease) && steady && after=$(lease) && [ -n "$after" ] && [ "$before" != "$after" ]; }`;

/** One after the other, each with proof. The subshell of each puts back its manifest. */
export const restartUsers: readonly string[] = [
  ...askApi(kubeadmServer),
  ...bashLines`
no() { stop "The files are in place, but nothing was restarted: $1. The files as they were: $backup"; }
within 300 "The files are in place, but kube-apiserver at $address is not ready, so nothing was restarted: see its log. The files as they were: $backup" ready
for conf in /etc/kubernetes/admin.conf /etc/kubernetes/super-admin.conf /etc/kubernetes/controller-manager.conf /etc/kubernetes/scheduler.conf; do
  [ ! -e "$conf" ] || ( config=$conf; ready ) || no "kube-apiserver does not accept $conf"
done`,
  ...othersReady,
  ...loopbackNumberLines,
  ...freshServer,
  ...proofs,
  'restart() (',
  '  pod=$1 works=$2',
  '  no() { stop "$pod was not restarted: $1"; }',
  ...manifestInPlace(kubeadmPod),
  'mark="^([^ ]*/)?$pod --"',
  ...goneOf(kubeadmPod),
  'before=$(number)',
  ...outAndBack(kubeadmPod),
  ...bashLines`
within 300 "The manifest of $pod is back, but within 300 s there was no proof that it works: see crictl ps -a and its log. The files as they were: $backup" "$works"
echo "$pod was restarted, and works."
)
case $pods in etcd*) restart etcd etcd_works ;; esac
restart kube-apiserver server_works
restart kube-controller-manager lease_held
restart kube-scheduler lease_held
users=$(grep -lE '/etc/kubernetes/(super-)?admin\.conf' /etc/kubernetes/manifests/*.yaml || :)
[ -z "$users" ] || echo "These have read the old admin.conf, and are to be restarted in the same way:" $users
echo 'DONE: this node uses the files.'`,
];
