import { isIP } from 'node:net';
import { nodeByNode } from './shell.js';
import { endIfCovered, provedRestart, sameKeyLines, serialFunction, waitForRenewal, waitLines } from './served.js';
import { ownBash } from './own-bash.js';

const apiserver = '127.0.0.1:16443';
const data = '/var/snap/microk8s/current';
const ready = 'microk8s kubectl get --raw /readyz >/dev/null 2>&1';
const eachNode = '# on each control-plane node, one at a time:';

/** kubelite is every Kubernetes component of a node in one process; containerd is another service. */
const restartKubelite = provedRestart(apiserver, ready, [
  `snap restart microk8s.daemon-kubelite || stop 'kubelite does not start: see journalctl -u snap.microk8s.daemon-kubelite'`,
]);

export const restartKubeliteLines: readonly string[] = [
  eachNode,
  ...ownBash(...restartKubelite),
  ...nodeByNode('restart.sh'),
];

export const serveServerFileLines: readonly string[] = [
  eachNode,
  ...ownBash(...sameKeyLines(`${data}/certs/server.crt`, `${data}/certs/server.key`), ...restartKubelite),
  ...nodeByNode('serve-file.sh'),
];

const backUp: readonly string[] = [
  `data=${data}`,
  `[ -f "$data/certs/server.crt" ] || no 'no ${data}/certs/server.crt on this machine'`,
  'backup=/root/microk8s-certs-$(date +%s)',
  'cp -a "$data/certs" "$backup"',
];

/** microk8s has a copy of the files of before too, but overwrites it at each refresh. */
export const refreshServerLines: readonly string[] = [
  eachNode,
  ...ownBash(
    serialFunction(apiserver),
    'before=$(serial)',
    ...backUp,
    `microk8s refresh-certs -e server.crt || stop "it failed: the files of before are in $backup"`,
    ...waitForRenewal(ready),
    'echo "a new serving certificate: $after, and the files of before are in $backup"',
  ),
  ...nodeByNode('renew.sh'),
];

/** It is a client certificate, so that nobody sees it served. */
export const refreshProxyLines: readonly string[] = [
  eachNode,
  ...ownBash(
    ...backUp,
    'before=$(cat "$data/certs/front-proxy-client.crt")',
    `microk8s refresh-certs -e front-proxy-client.crt || stop "it failed: the files of before are in $backup"`,
    '[ "$(cat "$data/certs/front-proxy-client.crt")" != "$before" ] || stop "the file is as before"',
    ...waitLines(ready, 600, 'the API server is not ready after 10 minutes'),
    'openssl x509 -noout -enddate -in "$data/certs/front-proxy-client.crt"',
  ),
  ...nodeByNode('renew-files.sh'),
];

/**
 * Adds names to the template of the certificate request. Numbers begin at 1001: microk8s gives IP.3 and the next ones to the addresses of the
 * node, and of two equal numbers OpenSSL takes the later one. A service of microk8s renders the template every 3 seconds, and makes a new
 * certificate when it has changed: a lock file holds it off until the refresh is through.
 */
export function addTemplateLines(names: readonly string[]): readonly string[] {
  const entries = names.map((name) => `'${isIP(name) === 0 ? 'DNS' : 'IP'} ${name}'`).join(' ');
  return [
    eachNode,
    ...ownBash(
      ...endIfCovered(apiserver, names),
      ...backUp.slice(0, 2),
      'template=$data/certs/csr.conf.template',
      'lock=$data/var/lock/no-cert-reissue',
      `[ -f "$template" ] || no 'no ${data}/certs/csr.conf.template on this machine'`,
      'work=$(mktemp -d)',
      'ours=',
      `trap 'rm -rf "$work" \${ours:+"$ours"}' EXIT`,
      'cp "$template" "$work/csr.conf"',
      `for entry in ${entries}; do`,
      '  kind=${entry%% *} name=${entry#* }',
      '  if sed -n "s/^$kind\\.[0-9]* *= *//p" "$work/csr.conf" | grep -qxF "$name"; then continue; fi',
      '  last=$(sed -n "s/^$kind\\.\\([0-9][0-9]*\\) *=.*/\\1/p" "$work/csr.conf" | sort -n | tail -n 1)',
      '  if [ "${last:-0}" -lt 1000 ]; then last=1000; fi',
      '  sed -i "/^\\[ *alt_names *\\]/a $kind.$((last + 1)) = $name" "$work/csr.conf"',
      'done',
      'openssl req -new -x509 -key "$data/certs/server.key" -config "$work/csr.conf" -extensions req_ext -out "$work/try.crt"',
      'has "$(cat "$work/try.crt")" || no "a certificate of the new template lacks a name"',
      ...backUp.slice(2),
      'if [ ! -e "$lock" ]; then ours=$lock; touch "$lock"; sleep 10; fi',
      'cp "$work/csr.conf" "$template"',
      'if ! microk8s refresh-certs -e server.crt; then',
      '  cp -p "$backup/csr.conf.template" "$template"',
      '  echo "it failed, and the template is as before: the files of before are in $backup" >&2',
      '  exit 1',
      'fi',
      'if [ -n "$ours" ]; then rm -f "$ours"; ours=; fi',
      ...waitLines(`covered && ${ready}`, 600, 'the names are not in the serving certificate after 10 minutes'),
      'echo "the serving certificate has all of these names, and the files of before are in $backup"',
    ),
    ...nodeByNode('reissue.sh'),
  ];
}
