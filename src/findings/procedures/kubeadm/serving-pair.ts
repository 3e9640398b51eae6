import { serverFlags } from './server-flags.js';
import { bashLines } from '../bash-lines.js';

/**
 * `work` is a temporary folder, removed at the end. `stop` says what is wrong, and how far it went. Only one run is at work at a time: it has
 * a lock, which ends with its process. So what it finds of another run was left by one that was killed. A `!` before a letter would be taken
 * for history by an interactive bash.
 */
export const oneRun: readonly string[] = bashLines`
nothing='Nothing was changed.'; state=$nothing work='' crt='' key='' before=''
end() {
  rc=$?; trap '' INT TERM HUP PIPE
  [ -z "$work" ] || rm -rf "$work"
  [ -z "$key" ] || rm -f "$crt.new" "$key.new" "$key.old"
  if [ -n "$before" ] && [ "$state" = "$nothing" ]; then rm -rf "$before"; fi
  [ "$rc" = 0 ] || echo "STOPPED. $state" >&2
}
trap end EXIT; trap 'exit 130' INT TERM HUP; trap 'exit 141' PIPE
for each in openssl flock; do command -v "$each" >/dev/null || stop "There is no $each on the PATH."; done
exec 9<"/root"; flock -n 9 || { echo 'Another run is at work here: waiting for its end.'; flock -w 300 9 || stop 'Another run is still at work here.'; }
work="/root/apiserver-work"; rm -rf "$work"; mkdir "$work" || stop 'There is no place for temporary files in /root.'
`;

/** What the flags say, those of kubeadm's files where there are none. */
export const pairOfFlags: readonly string[] = bashLines`
file=$(flag tls-cert-file "$folder/apiserver.crt"); pki=$(readlink -f "$(dirname "$file")"); crt=$(readlink -f "$file")
key=$(readlink -f "$(flag tls-private-key-file "$folder/apiserver.key")")
port=$(flag secure-port 6443); address=$(flag advertise-address ''); host=$(flag bind-address 0.0.0.0)
case $host in 0.0.0.0|::) host=127.0.0.1 ;; *:*) host="[$host]" ;; esac
`;

/**
 * Where this node has its serving certificate and key, and the CA, and where its kube-apiserver listens: in `crt`, `key`, `pki`, `ca`, `host`,
 * `port`, `address`.
 */
export const findPair: readonly string[] = [...oneRun, ...serverFlags, ...pairOfFlags, 'ca="$pki/ca.crt"'];

/**
 * `served` prints the certificate that is served, `sans FILE` lists SANs, `ends FILE` prints the unix time of its end; `fault CRT KEY` says what
 * is wrong with a pair, and nothing if it may be served. `verified CRT CAS OPTIONS` asks one CA of a file after the other: OpenSSL tries only
 * the first one of a name.
 */
export const judgePair: readonly string[] = bashLines`
served() { timeout --foreground 5 openssl s_client -connect "$host:$port" </dev/null 2>/dev/null | openssl x509 2>/dev/null; }
sans() { openssl x509 -noout -text -in "$1" | sed -n '/X509v3 Subject Alternative Name/{n;p;}' | tr ',A-Z' '\na-z' | sed -n 's/^ *//; s/ *$//; s/^ip address:/ip:/; /./p' | sort -u; }
belong() { public=$(openssl x509 -noout -pubkey -in "$1" 2>/dev/null) && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$2" 2>/dev/null)" ]; }
ends() { date -d "$(openssl x509 -noout -enddate -in "$1" | cut -d = -f 2)" +%s; }
singles() { awk -v to="$work/ca-" '/BEGIN CERT/ { n++ } n { print > (to n ".pem") }' "$1"; seq "$(grep -c 'BEGIN CERT' "$1")"; }
verified() {
  for n in $(singles "$2"); do openssl verify -partial_chain $3 -CAfile "$work/ca-$n.pem" -untrusted "$1" "$1" >/dev/null 2>&1 && return; done
  return 1
}
fault() {
  belong "$1" "$2" || { echo 'certificate and key do not belong together, or are missing'; return; }
  verified "$1" "$ca" '-purpose sslserver' || echo "no CA of $ca verifies the certificate as one of a server, now"
}
`;

/**
 * Puts the certificate whose SANs the new one must keep into `$work/old.crt`, and its SANs into `$work/old.sans`. A file that does not belong to
 * the key may be one of another node: then the SANs that are served are kept as well.
 */
export const findSans: readonly string[] = bashLines`
served >"$work/served.crt" || :
cp "$crt" "$work/old.crt" 2>/dev/null || :
openssl x509 -noout -in "$work/old.crt" 2>/dev/null || cp "$work/served.crt" "$work/old.crt"
openssl x509 -noout -in "$work/old.crt" 2>/dev/null || stop 'There is no certificate whose SANs the new one could keep, neither in the file nor served.'
sans "$work/old.crt" >"$work/old.sans"
if ! belong "$crt" "$key" && [ -s "$work/served.crt" ]; then sans "$work/served.crt" >>"$work/old.sans"; sort -u -o "$work/old.sans" "$work/old.sans"; fi
`;

/** `lacks FILE` lists which of the names in `names` and the addresses in `ips` a certificate does not cover. */
export const judgeCoverage: readonly string[] = bashLines`
lacks() {
  for each in $names; do openssl x509 -noout -checkhost "$each" -in "$1" | grep -q 'does match' || echo "$each"; done
  for each in $ips; do openssl x509 -noout -checkip "$each" -in "$1" | grep -q 'does match' || echo "$each"; done
}
`;

/**
 * `replace CRT KEY` backs up what is there, in a folder of its own that nothing overwrites, and puts a pair that was checked in its place. The
 * old key stays beside the new one until both files are replaced, so that the next run can undo what was killed in between.
 */
export function replacePair(backup: string): readonly string[] {
  return bashLines`
same() { [ ! -e "$1" ] || { cp -p "$1" "$2" && cmp -s "$1" "$2"; } || stop "$2 is not whole: is the disk full?"; }
replace() {
  cp "$1" "$crt.new"; chmod 644 "$crt.new"; cp "$2" "$key.new"
  if [ -e "$crt" ]; then chown --reference="$crt" "$crt.new"; chmod --reference="$crt" "$crt.new"; fi
  if [ -e "$key" ]; then chown --reference="$key" "$key.new"; chmod --reference="$key" "$key.new"; fi
  cmp -s "$1" "$crt.new" && cmp -s "$2" "$key.new" || stop 'The copies beside the old files are not whole: is the disk full?'
  same "$key" "$key.old"
  to="/root/${backup}-$(date +%Y%m%dT%H%M%S)"; mkdir "$to" || stop 'Paste this again.'
  before=$to; same "$crt" "$before/apiserver.crt"; same "$key" "$before/apiserver.key"
  trap '' INT TERM HUP PIPE
  state="One file may be replaced: the old ones are in $before."
  if mv -f "$key.new" "$key" && mv -f "$crt.new" "$crt"; then :; else
    [ ! -e "$key.old" ] || mv -f "$key.old" "$key" && state=$nothing
    stop 'The files could not be replaced.'
  fi
  state="Both files are replaced. The old ones are in $before: see the way back."
  trap 'exit 130' INT TERM HUP; trap 'exit 141' PIPE; echo "The old pair is in $before."
}
if [ -s "$key.old" ] && ! belong "$crt" "$key" && belong "$crt" "$key.old"; then
  mv -f "$key.old" "$key"; nothing='Only the old key was put back, as an earlier run was killed between the two files.'; state=$nothing; echo "$state"
fi
`;
}

/** How long that takes, measured. */
export const untilServed =
  'Seconds (1.36), or up to a minute until an old kube-apiserver reads the files again (1.20); nothing is away meanwhile, and nothing is restarted.';

/** Stops where kubeadm cannot sign. */
export const needsKubeadm = String.raw`for each in kubeadm kubectl; do command -v "$each" >/dev/null || stop "There is no $each on the PATH."; done
[ -s "$pki/ca.key" ] || stop "There is no $pki/ca.key: the CA is kept elsewhere. Follow the procedure for an external CA."`;

/** The fingerprint of the certificate on stdin. */
export const printFunction = 'print() { openssl x509 -noout -fingerprint -sha256 2>/dev/null; }';

/** Waits until the certificate in the file is served. kube-apiserver 1.20 reads the file once a minute. */
export const awaitServed: readonly string[] = bashLines`
${printFunction}
deadline=$((SECONDS + 180)); echo 'Waiting until it is served ...'
until [ "$(served | print)" = "$(print <"$crt")" ]; do
  [ "$SECONDS" -lt "$deadline" ] || stop 'It is not served after 180 s: follow the procedure for a file that is not served.'
  sleep 2
done
echo "SERVED by $host:$port:"; openssl x509 -noout -enddate -in "$crt"; sans "$crt"
`;
