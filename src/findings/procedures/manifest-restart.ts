import { type ApiAccess, askApi, othersReady } from './api-shell.js';
import { addressOf, flagOf, loopbackNumberLines, servingPair, withinLines } from './shell.js';
import { goneOf, kubeletSettled, manifestInPlace, outAndBack, type StaticPod } from './static-pod.js';
import { ownBash } from './own-bash.js';

/** A kube-apiserver that runs as a static pod. */
export type StaticApiServer = Omit<StaticPod, 'container'> & ApiAccess;

const container = 'kube-apiserver';

/**
 * Restarts a kube-apiserver by its manifest. Refuses if the process could not start again, or if another API server is away. Says at the end
 * which number was behind the @ of the loopback certificate, and which one is now.
 */
export function manifestRestart(server: StaticApiServer): readonly string[] {
  const pod = { ...server, container };
  return ownBash(
    ...manifestInPlace(pod),
    flagOf,
    ...addressOf,
    ...startable,
    ...loopbackNumberLines,
    'before=$(number)',
    '[ -n "$before" ] || no "no kube-apiserver runs at $address. A restart does not help it: see its log"',
    ...askApi(server),
    ...othersReady,
    'mark="kube-apiserver .*--tls-cert-file=$(flag tls-cert-file)"',
    ...goneOf(pod),
    ...kubeletSettled,
    ...withinLines,
    ...outAndBack(pod),
    ...freshServer,
    ...proof,
  );
}

/** Refuses if a file is missing that the process needs at its start, or if a key does not match. Other folders may be mounted elsewhere. */
export const startable: readonly string[] = [
  'folder=$(dirname "$(flag tls-cert-file)")',
  String.raw`for file in $(tr -s " '\",[]" '\n' < "$flags" | sed -n "s|^--[a-z-]*=\($folder/.*\)|\1|p"); do`,
  '  [ -s "$file" ] || no "$file is missing or empty: the process would not start again"',
  '  case $file in',
  '    *.crt) openssl x509 -noout -in "$file" ;;',
  '    *.key) openssl pkey -noout -passin pass: -in "$file" ;;',
  '  esac > /dev/null 2>&1 || no "$file cannot be read: the process would not start again"',
  'done',
  '[ -n "$(flag tls-cert-file)" ] || no "$flags has no --tls-cert-file"',
  ...servingPair,
  'pair etcd-certfile etcd-keyfile',
  'pair kubelet-client-certificate kubelet-client-key',
  'pair proxy-client-cert-file proxy-client-key-file',
];

/** `renewed` succeeds when a process listens that is not the one of $before. */
export const freshServer: readonly string[] = [
  'renewed() { after=$(number); [ -n "$after" ] && [ "$after" != "$before" ]; }',
];

const proof: readonly string[] = [
  'log="see crictl ps -a, crictl logs and journalctl -u kubelet"',
  'within 300 "The manifest is back, but no new process listens at $address within 300 s: $log. If the kubelet does not start it at all: systemctl restart kubelet" renewed',
  'within 300 "The new process does not become ready within 300 s: $log" ready',
  'echo "Restarted, and ready: before, the number behind the @ was $before, now it is $after."',
];
