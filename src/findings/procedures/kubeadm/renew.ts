import type { Steps } from '../procedure.js';
import type { Situation } from '../situation.js';
import { configureKubeadm, readConfigMap } from './cluster-configuration.js';
import {
  awaitServed,
  findPair,
  judgePair,
  needsKubeadm,
  printFunction,
  replacePair,
  untilServed,
} from './serving-pair.js';
import { endpointsLine } from './server-flags.js';
import { nodeByNode } from '../shell.js';
import { serveOldPair } from './way-back.js';
import { ownBash, plainWords } from '../own-bash.js';
import { bashLines } from '../bash-lines.js';

/** Without the ConfigMap, as when the certificate has expired, kubeadm's defaults decide on lifetime and algorithm. */
const make = bashLines`
${needsKubeadm}
openssl x509 -noout -in "$crt" 2>/dev/null || stop "There is no certificate in $crt: issue a new one instead, and restart nothing before."
${printFunction}
fits=yes; belong "$crt" "$key" || fits=no
[ "$fits" = yes ] || [ "$(served | print)" = "$(print <"$crt")" ] || stop "$crt and $key do not belong together, and another certificate is served: issue a new certificate instead, and restart nothing before."
sans "$crt" >"$work/old.sans"
read_cluster
configure ''; cp "$crt" "$work/pki/"; if [ "$fits" = yes ]; then cp "$key" "$work/pki/"; fi
case $release in v1.1[0-9].*) alpha=alpha ;; *) alpha='' ;; esac
timeout --foreground 120 kubeadm $alpha certs renew apiserver --config "$work/kubeadm.yaml" >"$work/log" 2>&1 || { cat "$work/log" >&2; stop 'kubeadm does not renew it.'; }
wrong=$(fault "$work/pki/apiserver.crt" "$work/pki/apiserver.key"; sans "$work/pki/apiserver.crt" | comm -3 "$work/old.sans" -)
[ -z "$wrong" ] || stop "The new certificate is not right, or has other SANs: $wrong"
if [ "$fits" = no ] || [ "$(ends "$work/pki/apiserver.crt")" -gt "$(($(ends "$crt") + 86400))" ]; then
  replace "$work/pki/apiserver.crt" "$work/pki/apiserver.key"
else
  echo 'A new certificate would not end later than the one in the file, which stays.'
fi
`;

export function kubeadmRenew(situation: Situation): Steps {
  return {
    touches:
      'It replaces apiserver.crt and apiserver.key of the node on which it is run. Nothing changes until the new certificate is made and checked.',
    takes: untilServed,
    lines: [
      '# on each control-plane node, one after the other:',
      ...ownBash(
        plainWords,
        [endpointsLine(situation)],
        findPair,
        judgePair,
        replacePair('apiserver-before'),
        readConfigMap,
        configureKubeadm,
        make,
        awaitServed,
      ),
      ...nodeByNode('renew.sh'),
    ],
    worked: 'It ends with SERVED, the new date, and the same SANs as before.',
    back: serveOldPair(situation),
    basis:
      'run on 1.20.2 and 1.36.3: test/integration/procedures/kubeadm-reissue.test.ts; `kubeadm alpha certs renew` before 1.20: kubeadm v1.19, cmd/kubeadm/app/cmd/alpha',
  };
}
