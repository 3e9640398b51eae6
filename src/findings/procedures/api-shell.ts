/** How to ask the API server of this machine. */
export interface ApiAccess {
  /** A path, or a name on the PATH. */
  readonly kubectl: string;
  /** The administrator's kubeconfig. */
  readonly kubeconfig: string;
}

/**
 * `ask ADDRESS ARGUMENT…` runs kubectl against one API server. It has credentials, because anonymous requests may be off, and verifies the
 * server under a name that every certificate has. No proxy is between.
 */
export function askApi({ kubectl, kubeconfig }: ApiAccess): readonly string[] {
  return [
    `config='${kubeconfig}'`,
    "export NO_PROXY='*' no_proxy='*'",
    'ask() {',
    '  server=https://$1; shift',
    `  ${kubectl} --kubeconfig "$config" --server "$server" --tls-server-name kubernetes --request-timeout 10s "$@"`,
    '}',
    'ready() { ask "$address" get --raw /readyz > /dev/null 2>&1; }',
  ];
}

/**
 * Refuses while another API server is away, so that never two of them are. The nodes of the control plane are known by their labels (`master`
 * until Kubernetes 1.23), and running servers by the endpoints of the service `kubernetes`, from which a server that is away is taken out.
 */
export const othersReady: readonly string[] = [
  'ask "$address" get --raw /readyz/etcd > /dev/null ||',
  '  no "https://$address/readyz/etcd does not answer ok with $config: mend etcd, or renew $config, first"',
  'list() { ask "$address" --namespace default get "$@" 2> /dev/null; }',
  'others() {',
  '  for role in control-plane master; do',
  `    list nodes --selector "node-role.kubernetes.io/$role" --output 'jsonpath={.items[*].status.addresses[?(@.type=="InternalIP")].address} ' || return 1`,
  '  done',
  "  list endpoints kubernetes --output 'jsonpath={.subsets[*].addresses[*].ip}'",
  '}',
  'if [ "${OTHERS_MAY_BE_AWAY:-no}" != yes ]; then',
  '  way="To go on in spite of it: export OTHERS_MAY_BE_AWAY=yes"',
  '  all=$(others) || no "the other nodes of the control plane cannot be listed. $way"',
  '  for other in $(printf "%s\\n" $all | sort -u); do',
  '    case " $(flag advertise-address) $(hostname -I) " in *" $other "*) continue ;; esac',
  '    case $other in *:*) other="[$other]" ;; esac',
  '    ask "$other:${address##*:}" get --raw /readyz > /dev/null ||',
  '      no "the API server on $other is not ready, and one node at a time may be away. $way"',
  '  done',
  'fi',
];
