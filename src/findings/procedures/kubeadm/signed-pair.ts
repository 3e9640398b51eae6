import { bashLines } from '../bash-lines.js';
import { kubeadmSans } from '../kubeadm-sans.js';
import { ownBash, plainWords } from '../own-bash.js';
import type { Situation } from '../situation.js';
import { awaitServed, findSans, judgeCoverage, judgePair, replacePair } from './serving-pair.js';

/** How a node says where its files are. */
interface PairPlace {
  /** Sets what `findPair` sets, and `kept`: a key that a new certificate has to keep, if there is one. */
  readonly find: readonly string[];
  /** Sets `ca`, the file with the CA, if only the old certificate `$work/old.crt` shows which one it is. */
  readonly findCa: readonly string[];
}

const wanted = bashLines`
csr="/root/apiserver-csr"
{ cat "$work/old.sans"; for each in $names; do echo "dns:$each"; done; for each in $(lacks "$work/old.crt"); do case " $ips " in *" $each "*) echo "ip:$each" ;; esac; done; } | sort -u >"$work/want.sans"
`;

/**
 * The subject stays, and so does clientAuth: with one pair for everything, the server is a client of kubelets and etcd, by that name. A request
 * is kept until the certificate is there, because only its key belongs to it.
 */
const ask = bashLines`
client() { openssl x509 -noout -purpose -in "$1" 2>/dev/null | grep -q '^SSL client : Yes'; }
subject() { openssl "$1" -noout -subject -nameopt sep_multiline,lname,utf8 -in "$2" | sed -n 's/^  *//p'; }
ask_for() {
  usage=serverAuth; if client "$work/old.crt"; then usage=serverAuth,clientAuth; fi
  { printf '%s\n' '[req]' 'prompt = no' 'distinguished_name = dn' 'req_extensions = ext' '[dn]'
    subject x509 "$work/old.crt" | sed 's/[\\$"#;'"'"']/\\&/g' | awk '{ print NR "." $0 }'
    printf '%s\n' '[ext]' 'keyUsage = critical, digitalSignature, keyEncipherment' "extendedKeyUsage = $usage" \
      "subjectAltName = $(sed 's/^dns:/DNS:/; s/^ip:/IP:/; s/^uri:/URI:/' "$work/want.sans" | paste -s -d , -)"; } >"$work/request.cnf"
  if [ -n "$kept" ] && openssl pkey -noout -passin pass: -in "$kept" 2>/dev/null; then cp "$kept" "$work/new.key"; else openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/new.key" 2>"$work/log"; fi
  openssl req -new -utf8 -key "$work/new.key" -passin pass: -config "$work/request.cnf" -out "$work/new.csr" 2>"$work/log" || { cat "$work/log" >&2; stop 'openssl makes no such request.'; }
  [ "$(subject req "$work/new.csr")" = "$(subject x509 "$work/old.crt")" ] || stop 'openssl does not keep the subject of the old certificate.'
}
keep_request() {
  if [ -e "$csr" ]; then mv "$csr" "$csr-before-$(date +%Y%m%dT%H%M%S)"; fi
  mkdir "$csr"; cp "$work/new.key" "$csr/apiserver.key"; cp "$work/new.csr" "$csr/apiserver.csr"; cp "$work/want.sans" "$csr/sans"
}
`;

/** Signs with the key that lies beside the CA, as kubeadm, cfssl and Vault name it, for 365 days at most, and not beyond the end of the CA. */
const sign = bashLines`
sign() {
  for ca_key in "$(echo "$ca" | sed 's/\.[a-z]*$//')-key.pem" "$(echo "$ca" | sed 's/\.[a-z]*$//').key"; do
    [ -s "$ca_key" ] || continue
    for n in $(singles "$ca"); do
      if belong "$work/ca-$n.pem" "$ca_key" && openssl x509 -noout -checkend 86400 -in "$work/ca-$n.pem" >/dev/null; then
        days=$((($(ends "$work/ca-$n.pem") - $(date +%s)) / 86400)); if [ "$days" -gt 365 ]; then days=365; fi
        openssl x509 -req -sha256 -days "$days" -in "$work/new.csr" -extfile "$work/request.cnf" -extensions ext -CA "$work/ca-$n.pem" -CAkey "$ca_key" -passin pass: \
          -set_serial "0x$(openssl rand -hex 16)" -out "$work/new.crt" 2>"$work/log" || { cat "$work/log" >&2; stop "openssl does not sign with $ca_key."; }
        return
      fi
    done
    echo "$ca_key is no key of a CA in $ca that is good for another day."
  done
  return 1
}
`;

const issue = bashLines`
accept() {
  wrong=$(fault "$1" "$2"; lacks "$1"; sans "$1" | comm -23 "$work/old.sans" -
    if client "$work/old.crt"; then client "$1" || echo clientAuth; [ "$(subject x509 "$1")" = "$(subject x509 "$work/old.crt")" ] || echo 'the subject of the old one'; fi)
  [ -z "$wrong" ] || stop "$1 is not right, or lacks: $wrong"
  replace "$1" "$2"
}
if [ -z "$(fault "$crt" "$key")$(lacks "$crt")" ] && openssl x509 -noout -checkend 2592000 -in "$crt" >/dev/null; then
  echo 'The certificate in the file has all names, and ends in more than 30 days.'
elif [ -s "$csr/apiserver.crt" ]; then
  accept "$csr/apiserver.crt" "$csr/apiserver.key"; mv "$csr" "$before/csr"
else
  ask_for
  if sign; then
    accept "$work/new.crt" "$work/new.key"
  else
    cmp -s "$work/want.sans" "$csr/sans" || keep_request
    echo "NOT YET: have $csr/apiserver.csr signed by the CA of $ca, with its subject, SANs and usages. Put the certificate at $csr/apiserver.crt, and paste this again."
    exit 0
  fi
fi
`;

/** Puts a certificate with all old SANs and the missing names in place: signed here, or elsewhere between two runs. */
export function signedPair({ sans }: Situation, { find, findCa }: PairPlace): readonly string[] {
  const { names, ips, refused } = kubeadmSans(sans.missing);
  return ownBash(
    plainWords,
    [`names='${[...names, ...refused].join(' ')}' ips='${ips.join(' ')}'   # what is to be added`],
    find,
    judgePair,
    judgeCoverage,
    replacePair('apiserver-before'),
    findSans,
    findCa,
    wanted,
    ask,
    sign,
    issue,
    awaitServed,
  );
}
