/** A signal ends the subshell by the trap EXIT, and waits for the command that runs. */
export const signalTraps = "trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 141' PIPE; trap 'exit 143' TERM";

/** `flag NAME` prints the value of a flag in the file $flags: a manifest, a unit or an environment file. The last one counts. */
export const flagOf = String.raw`flag() { sed -n "s/^\(.*[ '\"]\)\{0,1\}--$1=\([^'\" ]*\).*/\2/p" "$flags" | tail -n 1; }`;

/**
 * `pair NAME NAME` refuses unless the certificate and the key of two flags belong together. kube-apiserver does not start with a key that
 * does not match (`tls: private key does not match public key`), although it goes on running with such files. `openssl pkey` asks for no
 * password.
 */
export const servingPair: readonly string[] = [
  'pair() {',
  '  cert=$(flag "$1") key=$(flag "$2")',
  '  [ -n "$cert" ] || return 0',
  '  public=$(openssl x509 -noout -pubkey -in "$cert") || no "$cert cannot be read: the process would not start again"',
  '  [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$key")" ] ||',
  '    no "$key does not belong to $cert: the process would not start again. Put back both files from one backup, or issue both again"',
  '  openssl x509 -noout -checkend 0 -in "$cert" > /dev/null || no "$cert has expired: renew it first"',
  '}',
  'pair tls-cert-file tls-private-key-file',
];

/** `address` is set to where the process of the file $flags listens on this machine. */
export const addressOf: readonly string[] = [
  'host=$(flag bind-address) port=$(flag secure-port)',
  'case $host in "" | 0.0.0.0 | ::) host=127.0.0.1 ;; *:*) host="[$host]" ;; esac',
  'address=$host:${port:-6443}',
];

/** `number` prints the unix time after the @ in the name of the loopback certificate, which every process makes at its start. */
export const loopbackNumberLines: readonly string[] = [
  'number() {',
  '  timeout --foreground 10 openssl s_client -connect "$address" -servername apiserver-loopback-client < /dev/null 2> /dev/null |',
  String.raw`    sed -n 's/^ *0 s:.*CN *= *apiserver-loopback-client@\([0-9]*\).*/\1/p'`,
  '}',
];

/** `within SECONDS WHAT COMMAND…` waits until the command succeeds, and stops with WHAT when the time is over. */
export const withinLines: readonly string[] = [
  'within() {',
  '  end=$((SECONDS + $1)) what=$2; shift 2',
  '  until "$@"; do [ "$SECONDS" -lt "$end" ] || stop "$what"; sleep 1; done',
  '}',
];

/** One node at a time: the loop ends at the first node whose commands fail. */
export function nodeByNode(script: string): readonly string[] {
  return [
    `# all nodes, one after the other, from a machine that may log in to them: save the lines above as ${script}, then`,
    `# for node in NODE1 NODE2 NODE3; do ssh "root@$node" bash -s < ${script} || break; done`,
  ];
}
