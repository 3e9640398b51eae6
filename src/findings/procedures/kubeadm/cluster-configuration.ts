import { bashLines } from '../bash-lines.js';

/**
 * Reads ConfigMap kubeadm-config. It asks this node's own API server first, by a name that every certificate of kubeadm covers, without a proxy.
 * Since 1.29, admin.conf has only the rights that a role gives it. Where nobody can read the ConfigMap, `version` is empty, and the shortest
 * configuration stands in for it: all SANs are kept in any case. `kubeadm config print` panics in 1.20 when it was built by a newer Go.
 */
export const readConfigMap: readonly string[] = bashLines`
export NO_PROXY='*' no_proxy='*' KUBECONFIG=/dev/null HOME="$work"
ask() { kubectl --kubeconfig "$conf" --request-timeout=20s $via -n kube-system "$@" 2>>"$work/errors"; }
read_cluster() {
  version='' release=$(timeout --foreground 30 kubeadm version -o short 2>>"$work/errors" | grep -m 1 '^v1') || stop 'kubeadm does not say its version.'
  for conf in "/etc/kubernetes/admin.conf" "/etc/kubernetes/super-admin.conf"; do
    for via in "--server=https://$host:$port --tls-server-name=kubernetes" ''; do
      [ -r "$conf" ] && ask get configmap kubeadm-config -o 'jsonpath={.metadata.resourceVersion}{"\n"}{.data.ClusterConfiguration}' >"$work/read" || continue
      sed 1d "$work/read" >"$work/cluster.yaml"; grep -q '^kind: *ClusterConfiguration' "$work/cluster.yaml" || continue
      version=$(head -n 1 "$work/read"); return
    done
  done
  [ -s "$work/errors" ] && tail -n 1 "$work/errors"
  echo 'ConfigMap kubeadm-config cannot be read: kubeadm decides on lifetime and kind of key.'
  case $release in v1.1?.*|v1.2[01].*) api=v1beta2 ;; v1.2?.*|v1.30.*) api=v1beta3 ;; *) api=v1beta4 ;; esac
  printf '%s\n' "apiVersion: kubeadm.k8s.io/$api" 'kind: ClusterConfiguration' \
    "networking: {serviceSubnet: \"$(flag service-cluster-ip-range 10.96.0.0/12)\"}" >"$work/cluster.yaml"
}
`;

/**
 * `configure SANS` writes kubeadm.yaml, for a new pair in `$work/pki`, which has links to the CA. The InitConfiguration keeps kubeadm from
 * asking the host for its name and its default route, and its own version from refusing that of the cluster, which no certificate depends on.
 * kubeadm refuses a loopback address: without another one, it gets one that the certificate has already, or else that of the service. No file
 * of the node changes.
 */
export const configureKubeadm: readonly string[] = bashLines`
list() { sed -n '/./s/.*/"&"/p' | paste -s -d , -; }
node=$(openssl x509 -noout -subject -in /var/lib/kubelet/pki/kubelet-client-current.pem 2>/dev/null | sed -n 's/.*system:node:\([-.a-z0-9]*\).*/\1/p')
[ -n "$node" ] || node=kubernetes
configure() {
  case $address in ''|0.0.0.0|::|::1|127.*) address=$(sed -n '/^ip:127\./d; /^ip:[0:]*1$/d; s/^ip://p' "$work/old.sans" | head -n 1) ;; esac
  [ -n "$address" ] || address=10.96.0.1
  mkdir "$work/pki"; ln -s "$pki/ca.crt" "$pki/ca.key" "$work/pki/"
  change="{\"kubernetesVersion\":\"$release\",\"certificatesDir\":\"$work/pki\",\"apiServer\":{\"certSANs\":[$(printf '%s\n' $1 | list)]}}"
  kubectl patch --local -f "$work/cluster.yaml" --type merge -p "$change" -o yaml >"$work/kubeadm.yaml"
  printf '%s\n' --- "$(grep '^apiVersion:' "$work/cluster.yaml")" 'kind: InitConfiguration' \
    "localAPIEndpoint: {advertiseAddress: \"$address\", bindPort: $port}" \
    "nodeRegistration: {name: \"$node\", criSocket: \"unix:///run/containerd/containerd.sock\"}" >>"$work/kubeadm.yaml"
}
`;
