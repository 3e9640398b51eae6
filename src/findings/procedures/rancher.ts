import { nodeByNode } from './shell.js';
import { endIfCovered, provedRestart, sameKeyLines, serialFunction, waitForRenewal, waitLines } from './served.js';
import { ownBash } from './own-bash.js';

/** What differs between K3s and RKE2, which share the code for certificates and configuration. */
export interface RancherProgram {
  readonly program: 'k3s' | 'rke2';
  readonly unit: 'k3s' | 'rke2-server';
  /** kubectl with the rights of an administrator. */
  readonly kubectl: string;
  /** Where the kube-apiserver itself listens on its node: K3s has its own listener on 6443. */
  readonly apiserver: string;
}

const serving = '127.0.0.1:6443';

export const eachServer = '# on each server node, one at a time:';

export function restartServiceLines(program: RancherProgram): readonly string[] {
  return [eachServer, ...ownBash(...restartService(program)), ...nodeByNode('restart.sh')];
}

function restartService({ program, unit, kubectl, apiserver }: RancherProgram): readonly string[] {
  return provedRestart(apiserver, readyBy(kubectl), [
    `systemctl restart ${unit} || stop '${program} does not start: see journalctl -u ${unit}'`,
  ]);
}

function readyBy(kubectl: string): string {
  return `${kubectl} get --raw /readyz >/dev/null 2>&1`;
}

/**
 * The service is started whatever came of the rotation, also if the shell is interrupted meanwhile. `k3s certificate rotate` copies
 * server/tls to server/tls-SECONDS, and removes the files that the next start makes again.
 */
export function rotateLines(
  { program, unit, kubectl }: RancherProgram,
  services: readonly string[],
): readonly string[] {
  const which = services.length === 0 ? '' : ` --service ${services.join(',')}`;
  return [
    eachServer,
    ...ownBash(
      serialFunction(serving),
      'before=$(serial)',
      `trap 'systemctl start ${unit}' EXIT`,
      `systemctl stop ${unit}`,
      `if ${program} certificate rotate${which}; then rotated=yes; else rotated=; fi`,
      'trap - EXIT',
      `systemctl start ${unit} || stop '${program} does not start: see journalctl -u ${unit}'`,
      `[ -n "$rotated" ] || stop '${program} certificate rotate failed, and ${program} runs again'`,
      ...waitForRenewal(readyBy(kubectl)),
      'echo "a new serving certificate: $after"',
    ),
    ...nodeByNode(services.length === 0 ? 'renew-files.sh' : 'renew.sh'),
  ];
}

/** A file of its own, because `tls-san+` adds to what the other files have. The last name in the folder, because a later `tls-san` would replace it. */
function sanFile(program: string): string {
  return `/etc/rancher/${program}/config.yaml.d/zz-tls-san.yaml`;
}

export function addSansLines({ program, unit, kubectl }: RancherProgram, names: readonly string[]): readonly string[] {
  const quoted = names.map((name) => `'${name}'`).join(' ');
  return [
    eachServer,
    ...ownBash(
      `file=${sanFile(program)}`,
      ...endIfCovered(serving, names),
      `[ -d /etc/rancher/${program} ] || no 'no /etc/rancher/${program} on this machine'`,
      'new=$(mktemp -d)',
      `trap 'rm -rf "$new"' EXIT`,
      'mkdir -p "${file%/*}"',
      '[ ! -e "$file" ] || cp -p "$file" "$new/before"',
      `{ sed -n 's/^  - "\\(.*\\)"$/\\1/p' "$new/before" 2>/dev/null || :; printf '%s\\n' ${quoted}; } | sort -u | sed 's/.*/  - "&"/; 1i tls-san+:' > "$new/after"`,
      'install -m 600 "$new/after" "$file"',
      `if ! systemctl restart ${unit}; then`,
      '  if [ -e "$new/before" ]; then cp -p "$new/before" "$file"; else rm -f "$file"; fi',
      `  systemctl restart ${unit} || :`,
      `  echo '${program} did not start with these names, so the file is as before: see journalctl -u ${unit}' >&2`,
      '  exit 1',
      'fi',
      ...waitLines(
        `covered && ${readyBy(kubectl)}`,
        600,
        `the names are not in the serving certificate after 10 minutes: see whether the unit has an option --tls-san, or --config`,
      ),
      `echo 'the serving certificate has all of these names'`,
    ),
    ...nodeByNode('reissue.sh'),
  ];
}

/** The way back of addSansLines. */
export function removeSansLines({ program, unit }: RancherProgram): readonly string[] {
  return [
    `# on each server node, one at a time; names that stand in the certificate stay in it until the next rotation:`,
    `rm -f ${sanFile(program)} && systemctl restart ${unit}`,
  ];
}

/** Restarts only if certificate and key belong together, because the kube-apiserver does not start otherwise. */
export function serveFileLines(program: RancherProgram): readonly string[] {
  const file = `/var/lib/rancher/${program.program}/server/tls/serving-kube-apiserver`;
  return [
    eachServer,
    ...ownBash(...sameKeyLines(`${file}.crt`, `${file}.key`), ...restartService(program)),
    ...nodeByNode('serve-file.sh'),
  ];
}
