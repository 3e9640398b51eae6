import type { Situation } from '../situation.js';
import { bash, bashLines } from '../bash-lines.js';

/** Anything else is no address that check dials. */
const address = /^[-._a-z0-9[\]:]+:\d+$/i;

/** The API servers that check knows. One of them is this node, where nothing on it says how its kube-apiserver was started. */
export function endpointsLine({ nodes }: Situation): string {
  return `endpoints='${nodes
    .map((node) => node.address)
    .filter((each) => address.test(each))
    .join(' ')}'`;
}

/** `flag NAME DEFAULT` prints the value of a flag in the file $manifest: YAML with one flag in a line, or JSON, or one word in a line. */
export const flagFunction = bash`
flag() {
  sed -e '/^ *#/d; s/ #.*//; s/^ *-  *//' -e "s/[\"'] *, */\n/g; s/, *--/\n--/g" "$manifest" | sed "s/^[ \"']*//; s/[]} \"',]*$//" |
    awk -v name="--$1" -v value="$2" '$0 == name { getline value; next } index($0, name "=") == 1 { value = substr($0, length(name) + 2) } END { print value }'
}`;

/**
 * Where the flags of this node's kube-apiserver are: in its manifest, else in its process, else in `endpoints`. A flag that is there, but cannot
 * be read, has no default.
 */
export const serverFlags: readonly string[] = bashLines`
manifest="/etc/kubernetes/manifests/kube-apiserver.yaml"; folder="/etc/kubernetes/pki"
${flagFunction}
process() {
  for pid in $(pgrep -x kube-apiserver); do
    tr '\0' '\n' <"/proc/$pid/cmdline" >"$work/flags" || continue
    [ "$(readlink -f "$(flag tls-cert-file none)")" = "$(readlink -f "$folder/apiserver.crt")" ] && return
  done
  return 1
}
endpoint() {
  on='' named=''
  for each in $endpoints; do
    host=$(echo "$each" | sed 's/:[0-9]*$//; s/[][]//g')
    case " localhost 127.0.0.1 ::1 $(hostname -I 2>/dev/null) " in *" $host "*) on="$on $each" ;; esac
    for as in -checkip -checkhost; do openssl x509 -noout "$as" "$host" -in "$folder/apiserver.crt"; done 2>/dev/null | grep -q 'does match' && named="$named $each"
  done
  set -- $(printf '%s\n' $on $named | sort | uniq -d)
  [ "$#" -gt 0 ] || set -- $on
  [ "$#" -gt 0 ] || { set -- $named; [ "$#" = 1 ] || return 1; }
  host=$(echo "$1" | sed 's/:[0-9]*$//; s/[][]//g'); echo "This node is $1."
  printf '%s\n' "--secure-port=$(echo "$1" | sed 's/.*://')" "--bind-address=$host" "--advertise-address=$host" >"$work/flags"
}
if [ ! -r "$manifest" ]; then
  [ -s "$folder/apiserver.crt" ] || { [ -s "$folder/apiserver.key" ] && [ -s "$folder/ca.crt" ]; } || stop "There is no $manifest on this machine, and no certificate in $folder."
  echo "There is no $manifest: the flags are those of the process, or what check knows."; manifest=$work/flags
  process || endpoint || stop "No process kube-apiserver has $folder/apiserver.crt, and none of these is surely this node: $endpoints"
fi
for each in tls-cert-file tls-private-key-file secure-port bind-address advertise-address; do
  if grep -q -e "--$each" "$manifest" && [ -z "$(flag "$each" '')" ]; then stop "The value of --$each in $manifest cannot be read."; fi
done
`;
