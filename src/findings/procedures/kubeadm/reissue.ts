import type { Steps } from '../procedure.js';
import type { Situation } from '../situation.js';
import { configureKubeadm, readConfigMap } from './cluster-configuration.js';
import { kubeadmSans } from '../kubeadm-sans.js';
import {
  awaitServed,
  findPair,
  findSans,
  judgeCoverage,
  judgePair,
  needsKubeadm,
  replacePair,
  untilServed,
} from './serving-pair.js';
import { endpointsLine } from './server-flags.js';
import { nodeByNode } from '../shell.js';
import { serveOldPair } from './way-back.js';
import { ownBash, plainWords } from '../own-bash.js';
import { bashLines } from '../bash-lines.js';

const needs = bashLines`
${needsKubeadm}
read_cluster
`;

const onlyKinds = bashLines`
if grep -v '^dns:\|^ip:' "$work/old.sans"; then stop 'kubeadm cannot make a SAN of this kind, which the certificate has.'; fi
`;

const make = bashLines`
had=$(kubectl patch --local -f "$work/cluster.yaml" --type merge -p '{}' -o 'jsonpath={range .apiServer.certSANs[*]}{@}{"\n"}{end}')
want=$(printf '%s\n' $had $names $ips | awk 'seen[$0]++ == 0')
if [ -n "$(fault "$crt" "$key")$(lacks "$work/old.crt")" ]; then
  configure "$want $(sed 's/^[a-z]*://' "$work/old.sans")"
  timeout --foreground 120 kubeadm init phase certs apiserver --config "$work/kubeadm.yaml" >"$work/log" 2>&1 || { cat "$work/log" >&2; stop 'kubeadm makes no such certificate. A name that it refuses can be in a request of the procedure for an external CA.'; }
  wrong=$(fault "$work/pki/apiserver.crt" "$work/pki/apiserver.key"; lacks "$work/pki/apiserver.crt"; sans "$work/pki/apiserver.crt" | comm -23 "$work/old.sans" -)
  [ -z "$wrong" ] || stop "The new certificate is not right, or lacks: $wrong"
  replace "$work/pki/apiserver.crt" "$work/pki/apiserver.key"
fi
`;

/** Joins and upgrades take the SANs from the ConfigMap. The number of its version keeps a change that somebody else has made meanwhile. */
const keep = bashLines`
if [ -z "$version" ]; then
  echo "ConfigMap kubeadm-config could not be read, and was not updated: nodes that join do not get these names yet: $(echo $want)"
elif [ "$want" != "$had" ]; then
  kubectl patch --local -f "$work/cluster.yaml" --type merge -p "{\"apiServer\":{\"certSANs\":[$(printf '%s\n' $want | list)]}}" -o yaml >"$work/new.yaml"
  kubectl create configmap kubeadm-config --from-file=ClusterConfiguration="$work/new.yaml" --dry-run=client -o json |
    kubectl patch --local -f - --type merge -p "{\"metadata\":{\"resourceVersion\":\"$version\"}}" -o json >"$work/configmap.json"
  state="$state The certificate is served, but ConfigMap kubeadm-config lacks the names: paste this again."
  ask patch configmap kubeadm-config --type merge -p "$(cat "$work/configmap.json")" || { cat "$work/errors" >&2; exit 1; }
  cp "$work/cluster.yaml" "/root/kubeadm-config-before-$(date +%Y%m%dT%H%M%S).yaml"
fi
`;

/**
 * Keeps all SANs of the certificate in place, also those that kubeadm would not add again: which names it adds depends on the node, and on
 * settings that are not in the ConfigMap.
 */
export function kubeadmReissue(situation: Situation): Steps {
  const { names, ips } = kubeadmSans(situation.sans.missing);
  return {
    touches:
      'It replaces apiserver.crt and apiserver.key of the node on which it is run, and adds the names to the certSANs of ConfigMap kubeadm-config, if it can be read. Nothing changes until the new certificate is made and checked.',
    takes: untilServed,
    lines: [
      '# on each control-plane node, one after the other:',
      ...ownBash(
        plainWords,
        [endpointsLine(situation)],
        [`names='${names.join(' ')}' ips='${ips.join(' ')}'   # what is to be added`],
        findPair,
        judgePair,
        judgeCoverage,
        replacePair('apiserver-before'),
        readConfigMap,
        configureKubeadm,
        needs,
        findSans,
        onlyKinds,
        make,
        awaitServed,
        keep,
      ),
      ...nodeByNode('reissue.sh'),
    ],
    worked: 'It ends with SERVED, the date, and all SANs. Then check finds no name that is not covered.',
    back: serveOldPair(situation),
    basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/kubeadm-reissue.test.ts',
  };
}
