import { bashLines } from '../bash-lines.js';
import { flagFunction } from '../kubeadm/server-flags.js';
import { oneRun, pairOfFlags } from '../kubeadm/serving-pair.js';
import { signedPair } from '../kubeadm/signed-pair.js';
import { newestBackup } from '../kubeadm/way-back.js';
import type { Steps } from '../procedure.js';
import { nodeByNode } from '../shell.js';
import type { Situation } from '../situation.js';
import { unitText, unitWords } from '../unit-flags.js';

/**
 * The flags are those of the unit. Where it has variables, or there is none, they are those of the process. Where both are known and differ,
 * the process would not serve what is put into the files of the unit.
 */
const flagsOfUnit = bashLines`
${flagFunction}
settings() { for each in tls-cert-file tls-private-key-file client-ca-file secure-port bind-address; do flag "$each" -; done; }
process() {
  pid=$(systemctl show -p MainPID kube-apiserver 2>/dev/null | sed -n 's/^MainPID=\([1-9]\)/\1/p') || :
  [ -n "$pid" ] || pid=$(pgrep -x kube-apiserver) || return 0
  tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" >"$work/process" || :
}
unit=$(${unitText} 2>/dev/null) || unit=''
flags="$work/flags" folder=''
${unitWords}
: >"$work/process"; process 2>/dev/null
manifest=$work/process; running=$(settings); manifest=$flags; written=$(settings)
case $running in -*) running='' ;; esac
case $written in
  -* | *'$'* | *%*)
    [ -n "$running" ] || stop "Neither a process nor the unit kube-apiserver says which certificate it serves: write the values of variables into the unit."
    manifest=$work/process ;;
  *) [ -z "$running" ] || [ "$running" = "$written" ] || stop 'The process runs with other files or another address than the unit has now: restart it first.' ;;
esac
for each in tls-cert-file tls-private-key-file; do case $(flag "$each" '') in /*) ;; *) stop "--$each is not there, or not a whole path." ;; esac; done
`;

/** The key stays as well: without --service-account-key-file, it verifies the tokens of service accounts, and the controllers may sign with it. */
const find = [...flagsOfUnit, ...pairOfFlags, 'kept=$key'];

/** The CA of the serving certificate need not be that of clients: it is the one that has signed the old certificate, though that may have expired. */
const findCa = bashLines`
ca=''
for each in "$pki/ca.crt" "$pki/ca.pem" "$(flag client-ca-file '')"; do
  for old in "$work/old.crt" "$work/served.crt"; do
    if [ -z "$ca" ] && [ -s "$each" ] && verified "$old" "$each" -no_check_time; then ca=$(readlink -f "$each"); fi
  done
done
[ -n "$ca" ] || stop "Neither ca.crt or ca.pem in $pki nor --client-ca-file has signed the old certificate: copy its CA to $pki/ca.crt."
`;

/** For a serving certificate that ends soon, or that lacks names, of whoever made it. */
export function unitSignedPair(situation: Situation): Steps {
  return {
    touches:
      "It replaces the serving certificate of the unit kube-apiserver of the node where it is run, if the CA's key lies beside the CA. Else it makes a signing request in /root/apiserver-csr, and replaces it once the signed certificate is there. Subject, usages and key stay.",
    takes:
      'Seconds (1.36), or up to a minute until an old kube-apiserver reads the files again (1.20), and as long as the signing takes elsewhere; nothing is away meanwhile, and nothing is restarted.',
    lines: [
      '# on each control-plane node, one after the other; after NOT YET, again when the request is signed:',
      ...signedPair(situation, { find: [...oneRun, ...find], findCa }),
      ...nodeByNode('serving-certificate.sh'),
    ],
    worked: 'It ends with SERVED, the date, and all SANs. Then check finds no name that is not covered.',
    back: newestBackup([...oneRun, ...find]),
    basis: 'run on 1.20.2 and 1.36.3 with a simulated systemctl: test/integration/procedures/systemd-pair.test.ts',
  };
}
