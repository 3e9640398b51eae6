import { shellLines } from './shell-lines.js';

/**
 * Where this node has its serving certificate and key, and where its kube-apiserver listens: in `crt`, `key`, `pki`, `host`, `port`, `address`.
 * `work` is a temporary folder, removed at the end. `stop` says what is wrong, and how far it went. A `!` before a letter would be taken for
 * history by an interactive bash.
 */
export const findPair: readonly string[] = shellLines(String.raw`
state='Nothing was changed.'
stop() { echo "$1" >&2; exit 1; }
manifest=/etc/kubernetes/manifests/kube-apiserver.yaml
[ -r "$manifest" ] || stop "STOPPED: no $manifest on this machine. $state"
flag() { { echo "$2"; sed -n "s/^ *- *[\"']\{0,1\}--$1=\([^\"']*\).*/\1/p" "$manifest"; } | tail -n 1; }
crt=$(readlink -f "$(flag tls-cert-file /etc/kubernetes/pki/apiserver.crt)"); pki=$(dirname "$crt")
key=$(readlink -f "$(flag tls-private-key-file /etc/kubernetes/pki/apiserver.key)")
port=$(flag secure-port 6443); address=$(flag advertise-address ''); host=$(flag bind-address 0.0.0.0)
case $host in 0.0.0.0|::) host=127.0.0.1 ;; *:*) host="[$host]" ;; esac
work=$(mktemp -d /root/apiserver-work-XXXXXX)
end() { rc=$?; rm -rf "$work" "$crt.new" "$key.new"; [ "$rc" = 0 ] || echo "STOPPED. $state" >&2; }
trap end EXIT; trap 'exit 130' INT TERM HUP
`);

/** `served` prints the certificate that is served, `sans FILE` lists SANs; `fault CRT KEY` says what is wrong with a pair, and nothing if it may be served. */
export const judgePair: readonly string[] = shellLines(String.raw`
served() { timeout 5 openssl s_client -connect "$host:$port" </dev/null 2>/dev/null | openssl x509 2>/dev/null; }
sans() { openssl x509 -noout -text -in "$1" | sed -n '/X509v3 Subject Alternative Name/{n;p;}' | tr ',A-Z' '\na-z' | sed -n 's/^ *//; s/ *$//; s/^ip address:/ip:/; /./p' | sort -u; }
belong() { public=$(openssl x509 -noout -pubkey -in "$1" 2>/dev/null) && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$2" 2>/dev/null)" ]; }
fault() {
  belong "$1" "$2" || { echo 'certificate and key do not belong together, or are missing'; return; }
  awk -v to="$work/ca-" '/BEGIN CERT/ { n++ } n { print > (to n ".pem") }' "$pki/ca.crt"
  for ca in $(find "$work" -name 'ca-*.pem'); do
    openssl verify -partial_chain -purpose sslserver -CAfile "$ca" -untrusted "$1" "$1" >/dev/null 2>&1 && return
  done
  echo "no CA of $pki/ca.crt verifies the certificate as one of a server, now"
}
`);

/** `lacks FILE` lists which of the names in `names` and the addresses in `ips` a certificate does not cover. */
export const judgeCoverage: readonly string[] = shellLines(String.raw`
lacks() {
  for each in $names; do openssl x509 -noout -checkhost "$each" -in "$1" | grep -q 'does match' || echo "$each"; done
  for each in $ips; do openssl x509 -noout -checkip "$each" -in "$1" | grep -q 'does match' || echo "$each"; done
}
`);

/** `replace CRT KEY` backs up what is there, in a folder of its own that nothing overwrites, and puts a pair that was checked in its place. */
export function replacePair(backup: string): readonly string[] {
  return shellLines(String.raw`
replace() {
  before=/root/${backup}-$(date +%Y%m%dT%H%M%S); mkdir "$before"
  if [ -e "$crt" ]; then cp -p "$crt" "$before/apiserver.crt"; fi
  if [ -e "$key" ]; then cp -p "$key" "$before/apiserver.key"; fi
  cp "$1" "$crt.new"; chmod 644 "$crt.new"; cp "$2" "$key.new"
  if [ -e "$crt" ]; then chown --reference="$crt" "$crt.new"; chmod --reference="$crt" "$crt.new"; fi
  if [ -e "$key" ]; then chown --reference="$key" "$key.new"; chmod --reference="$key" "$key.new"; fi
  belong "$crt.new" "$key.new" || stop 'The copies beside the old files are not whole: is the disk full?'
  trap '' INT TERM HUP
  mv -f "$key.new" "$key" && mv -f "$crt.new" "$crt" || { command cp -p "$before/apiserver.key" "$key"; stop 'The files could not be replaced.'; }
  trap 'exit 130' INT TERM HUP
  state="Both files are replaced. The old ones are in $before: see the way back."; echo "The old pair is in $before."
}
`);
}

/** How long that takes, measured. */
export const untilServed =
  'Seconds (1.36), or up to a minute until an old kube-apiserver reads the files again (1.20); nothing is away meanwhile, and nothing is restarted.';

/** Waits until the certificate in the file is served. kube-apiserver 1.20 reads the file once a minute. */
export const awaitServed: readonly string[] = shellLines(String.raw`
print() { openssl x509 -noout -fingerprint -sha256 2>/dev/null; }
deadline=$((SECONDS + 180)); echo 'Waiting until it is served ...'
until [ "$(served | print)" = "$(print <"$crt")" ]; do
  [ "$SECONDS" -lt "$deadline" ] || stop 'It is not served after 180 s: follow the procedure for a file that is not served.'
  sleep 2
done
echo "SERVED by $host:$port:"; openssl x509 -noout -enddate -in "$crt"; sans "$crt"
`);
