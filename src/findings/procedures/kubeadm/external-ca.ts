import { kubeadmSans } from '../kubeadm-sans.js';
import type { Steps } from '../procedure.js';
import type { Situation } from '../situation.js';
import { awaitServed, findPair, findSans, judgeCoverage, judgePair, replacePair } from './serving-pair.js';
import { endpointsLine } from './server-flags.js';
import { serveOldPair } from './way-back.js';
import { ownBash, plainWords } from '../own-bash.js';
import { bashLines } from '../bash-lines.js';

const wanted = bashLines`
csr="/root/apiserver-csr"
{ cat "$work/old.sans"; for each in $names; do echo "dns:$each"; done; for each in $(lacks "$work/old.crt"); do case " $ips " in *" $each "*) echo "ip:$each" ;; esac; done; } | sort -u >"$work/want.sans"
`;

/** The request is kept until the certificate is there, because only its key belongs to it. */
const request = bashLines`
ask_for() {
  printf '%s\n' '[req]' 'prompt = no' 'distinguished_name = dn' 'req_extensions = ext' '[dn]' 'CN = kube-apiserver' '[ext]' \
    'keyUsage = critical, digitalSignature, keyEncipherment' 'extendedKeyUsage = serverAuth' \
    "subjectAltName = $(sed 's/^dns:/DNS:/; s/^ip:/IP:/; s/^uri:/URI:/' "$work/want.sans" | paste -s -d , -)" >"$work/request.cnf"
  openssl req -new -newkey rsa:2048 -nodes -config "$work/request.cnf" -keyout "$work/new.key" -out "$work/new.csr" 2>"$work/log" || { cat "$work/log" >&2; stop 'openssl makes no such request.'; }
  if [ -e "$csr" ]; then mv "$csr" "$csr-before-$(date +%Y%m%dT%H%M%S)"; fi
  mkdir "$csr"; cp "$work/new.key" "$csr/apiserver.key"; cp "$work/new.csr" "$csr/apiserver.csr"; cp "$work/want.sans" "$csr/sans"
}
if [ -z "$(fault "$crt" "$key")$(lacks "$crt")" ] && openssl x509 -noout -checkend 2592000 -in "$crt" >/dev/null; then
  echo 'The certificate in the file has all names, and ends in more than 30 days.'
elif [ -s "$csr/apiserver.crt" ]; then
  wrong=$(fault "$csr/apiserver.crt" "$csr/apiserver.key"; lacks "$csr/apiserver.crt"; sans "$csr/apiserver.crt" | comm -23 "$work/old.sans" -)
  [ -z "$wrong" ] || stop "$csr/apiserver.crt is not right, or lacks: $wrong"
  replace "$csr/apiserver.crt" "$csr/apiserver.key"; mv "$csr" "$before/csr"
else
  cmp -s "$work/want.sans" "$csr/sans" || ask_for
  echo "NOT YET: have $csr/apiserver.csr signed by the CA of $pki/ca.crt, for a server and with its SANs. Put the certificate at $csr/apiserver.crt, and paste this again."
  exit 0
fi
`;

/** Where the CA's key is not on the node: the first run makes the request, and the one after the signing puts the certificate in place. */
export function externalCaReissue(situation: Situation): Steps {
  const { names, ips, refused } = kubeadmSans(situation.sans.missing);
  return {
    touches:
      'It makes a key and a signing request in /root/apiserver-csr on the node on which it is run. When the signed certificate is there, it checks it, and replaces apiserver.crt and apiserver.key.',
    takes: 'Seconds, and as long as the signing takes; nothing is away meanwhile, and nothing is restarted.',
    lines: [
      '# on each control-plane node without ca.key, once for the request, and again when it is signed:',
      ...ownBash(
        plainWords,
        [endpointsLine(situation)],
        [`names='${[...names, ...refused].join(' ')}' ips='${ips.join(' ')}'   # what is to be added`],
        findPair,
        judgePair,
        judgeCoverage,
        replacePair('apiserver-before'),
        findSans,
        wanted,
        request,
        awaitServed,
      ),
      '# once, so that nodes that join get them: add the names to apiServer.certSANs of ConfigMap kubeadm-config',
    ],
    worked:
      'The first run ends with NOT YET, the second with SERVED, the date, and all SANs. Then check finds no name that is not covered.',
    back: serveOldPair(situation),
    basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/kubeadm-external-ca.test.ts',
  };
}
