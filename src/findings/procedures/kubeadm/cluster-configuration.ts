import { shellLines } from './shell-lines.js';

/** Reads ConfigMap kubeadm-config. It asks this node's own API server first, by a name that every certificate of kubeadm covers. */
export const readConfigMap: readonly string[] = shellLines(String.raw`
via="--server=https://$host:$port --tls-server-name=kubernetes"
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=20s $via -n kube-system "$@" 2>>"$work/errors"; }
read_cluster() {
  ask get configmap kubeadm-config -o 'jsonpath={.metadata.resourceVersion}{"\n"}{.data.ClusterConfiguration}' >"$work/read" || return 1
  version=$(head -n 1 "$work/read"); sed 1d "$work/read" >"$work/cluster.yaml"; grep -q '^kind: ClusterConfiguration' "$work/cluster.yaml"
}
`);

/**
 * `configure SANS` writes kubeadm.yaml, for a new pair in `$work/pki`, which has links to the CA. The InitConfiguration keeps kubeadm from
 * asking the host for its name and its default route. No file of the node changes.
 */
export const configureKubeadm: readonly string[] = shellLines(String.raw`
list() { sed -n '/./s/.*/"&"/p' | paste -s -d , -; }
node=$(openssl x509 -noout -subject -in /var/lib/kubelet/pki/kubelet-client-current.pem 2>/dev/null | sed -n 's/.*system:node:\([-.a-z0-9]*\).*/\1/p')
[ -n "$node" ] || node=kubernetes
configure() {
  mkdir "$work/pki"; ln -s "$pki/ca.crt" "$pki/ca.key" "$work/pki/"
  change="{\"certificatesDir\":\"$work/pki\",\"apiServer\":{\"certSANs\":[$(printf '%s\n' $1 | list)]}}"
  kubectl patch --local -f "$work/cluster.yaml" --type merge -p "$change" -o yaml >"$work/kubeadm.yaml"
  printf '%s\n' --- "$(grep '^apiVersion:' "$work/cluster.yaml")" 'kind: InitConfiguration' \
    "localAPIEndpoint: {advertiseAddress: \"$address\", bindPort: $port}" \
    "nodeRegistration: {name: \"$node\", criSocket: \"unix:///run/containerd/containerd.sock\"}" >>"$work/kubeadm.yaml"
}
`);
