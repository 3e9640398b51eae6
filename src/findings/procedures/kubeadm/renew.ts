import type { Steps } from '../procedure.js';
import { configureKubeadm, readConfigMap } from './cluster-configuration.js';
import { awaitServed, findPair, judgePair, replacePair, untilServed } from './serving-pair.js';
import { shellLines, subshell } from './shell-lines.js';
import { serveOldPair } from './way-back.js';

/** Without the ConfigMap, as when the certificate has expired, kubeadm's defaults decide on lifetime and algorithm. */
const make = shellLines(String.raw`
for each in kubeadm kubectl openssl; do command -v "$each" >/dev/null || stop "There is no $each on the PATH."; done
[ -s "$pki/ca.key" ] || stop "There is no $pki/ca.key: the CA is kept elsewhere. Follow the procedure for an external CA."
belong "$crt" "$key" || stop "$crt and $key do not belong together: issue a new certificate instead, and restart nothing before."
if read_cluster || { via=''; read_cluster; }; then :; else
  echo 'ConfigMap kubeadm-config cannot be read: kubeadm decides on lifetime and kind of key.'
  printf '%s\n' "$(kubeadm config print init-defaults | grep -m 1 '^apiVersion: kubeadm')" 'kind: ClusterConfiguration' \
    "kubernetesVersion: $(kubeadm version -o short)" >"$work/cluster.yaml"
fi
configure ''; cp "$crt" "$key" "$work/pki/"
case $(kubeadm version -o short) in v1.1[0-9].*) alpha=alpha ;; *) alpha='' ;; esac
timeout 120 kubeadm $alpha certs renew apiserver --config "$work/kubeadm.yaml" >"$work/log" 2>&1 || { cat "$work/log" >&2; stop 'kubeadm does not renew it.'; }
wrong=$(fault "$work/pki/apiserver.crt" "$work/pki/apiserver.key"; sans "$crt" >"$work/old.sans"; sans "$work/pki/apiserver.crt" | comm -3 "$work/old.sans" -)
[ -z "$wrong" ] || stop "The new certificate is not right, or has other SANs: $wrong"
ends() { date -d "$(openssl x509 -noout -enddate -in "$1" | cut -d = -f 2)" +%s; }
if [ "$(ends "$work/pki/apiserver.crt")" -gt "$(($(ends "$crt") + 86400))" ]; then
  replace "$work/pki/apiserver.crt" "$work/pki/apiserver.key"
else
  echo 'A new certificate would not end later than the one in the file, which stays.'
fi
`);

export const kubeadmRenew: Steps = {
  touches:
    'It replaces apiserver.crt and apiserver.key of the node on which it is run. Nothing changes until the new certificate is made and checked.',
  takes: untilServed,
  lines: [
    '# on each control-plane node, one after the other:',
    ...subshell(
      findPair,
      judgePair,
      replacePair('apiserver-before'),
      readConfigMap,
      configureKubeadm,
      make,
      awaitServed,
    ),
  ],
  worked: 'It ends with SERVED, the new date, and the same SANs as before.',
  back: serveOldPair,
  basis:
    'run on 1.20.2 and 1.36.3: test/integration/procedures/kubeadm-reissue.test.ts; `kubeadm alpha certs renew` before 1.20: kubeadm v1.19, cmd/kubeadm/app/cmd/alpha',
};
