import { askApi, othersReady } from './api-shell.js';
import { compareServed } from './compare-served.js';
import { freshServer, startable } from './manifest-restart.js';
import { addressOf, flagOf, loopbackNumberLines, withinLines } from './shell.js';
import { ownBash } from './own-bash.js';
import { unitText, unitWords } from './unit-flags.js';

/** The flags of the unit, its drop-ins and its environment files, one a line, in the file $flags. */
const unitFlags: readonly string[] = [
  "flags=$(mktemp); trap 'rm -f \"$flags\"' EXIT; trap 'exit 130' HUP INT TERM",
  `unit=$(${unitText}) || no "there is no unit kube-apiserver on this machine"`,
  unitWords,
  flagOf,
  'case "$(flag tls-cert-file) $(flag tls-private-key-file) $(flag bind-address) $(flag secure-port)" in',
  '  *\'$\'*) no "the unit has variables in these flags: write their values there" ;;',
  'esac',
];

/** Restarts the unit kube-apiserver. Refuses if the process could not start again, or if another API server is away. */
export const unitRestart: readonly string[] = ownBash(
  ...unitFlags,
  ...addressOf,
  ...startable,
  ...loopbackNumberLines,
  'before=$(number)',
  '[ -n "$before" ] || no "no kube-apiserver listens at $address. A restart does not help it: journalctl -u kube-apiserver"',
  ...askApi({ kubectl: 'kubectl', kubeconfig: `'"$ADMIN"'` }),
  ...othersReady,
  ...withinLines,
  ...freshServer,
  'systemctl restart kube-apiserver || stop "It was restarted, and does not start: journalctl -u kube-apiserver"',
  'within 300 "No new process listens at $address within 300 s: journalctl -u kube-apiserver" renewed',
  'within 300 "The new process is not ready within 300 s: journalctl -u kube-apiserver" ready',
  'echo "Restarted, and ready: the number behind the @ was $before, and is $after."',
);

/** Reads only. */
export const unitServeFile: readonly string[] = ownBash(...unitFlags, ...compareServed);

/** Which certificates the unit names, and until when they are good. Reads only. */
export const unitCertificates: readonly string[] = ownBash(
  ...unitFlags,
  String.raw`for file in $(sed -n 's/^--[a-z-]*=\(.*\.\(pem\|crt\|cert\)\)$/\1/p' "$flags" | sort -u); do`,
  '  ! openssl x509 -noout -in "$file" 2> /dev/null || { echo "$file"; openssl x509 -noout -subject -issuer -enddate -in "$file"; }',
  'done',
);
