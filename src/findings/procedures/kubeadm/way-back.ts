import type { Situation } from '../situation.js';
import { endpointsLine } from './server-flags.js';
import { awaitServed, findPair, judgePair, replacePair } from './serving-pair.js';
import { ownBash, plainWords } from '../own-bash.js';
import { bashLines } from '../bash-lines.js';

const choose = bashLines`
old=$(find "/root" -maxdepth 1 -name 'apiserver-before-*' | sort | tail -n 1)
[ -n "$old" ] || stop 'There is no /root/apiserver-before-*.'
belong "$old/apiserver.crt" "$old/apiserver.key" || stop "Certificate and key in $old do not belong together."
if ! cmp -s "$old/apiserver.crt" "$crt"; then replace "$old/apiserver.crt" "$old/apiserver.key"; fi
`;

/** Puts the pair of the newest backup in place again. `find`: where the pair is. */
export function newestBackup(find: readonly string[]): readonly string[] {
  return [
    '# on the node: the pair of the newest backup, /root/apiserver-before-*',
    ...ownBash(plainWords, find, judgePair, replacePair('apiserver-after'), choose, awaitServed),
  ];
}

/** The way back on a node of kubeadm. */
export function serveOldPair(situation: Situation): readonly string[] {
  return [
    ...newestBackup([endpointsLine(situation), ...findPair]),
    '# ConfigMap kubeadm-config as it was is in /root/kubeadm-config-before-*.yaml. Names that are in it do no harm.',
  ];
}
