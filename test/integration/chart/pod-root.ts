import { realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFile } from '../../fixtures/project-file.js';
import type { Mounted, Owners } from './kubelet-volumes.js';

export interface PodRoot {
  /** An empty folder, which becomes the root. */
  readonly root: string;
  readonly mounted: readonly Mounted[];
  readonly owners: Owners;
  readonly isReadOnly: boolean;
  /** Flags of setpriv(1). */
  readonly privileges: readonly string[];
}

/** What a program needs of this machine: libraries, Node, the program itself. No /etc but names, no /var, no home, no /tmp. */
function ofThisMachine(programs: readonly string[]): readonly string[] {
  const project = [projectFile('build'), projectFile('package.json'), projectFile('node_modules')];
  const files = [...programs, ...project].flatMap((path) => [path, realpathSync(path)]);
  return ['/usr', ...new Set(files.filter((path) => !path.startsWith('/usr/')))];
}

/**
 * Returns a command that runs the arguments after it as a container would: with a root of its own, which is read-only, as this user, without
 * any capability, and with the volumes mounted. It needs root, and makes a mount namespace.
 */
export function inPodRoot(pod: PodRoot, programs: readonly string[]): readonly string[] {
  const { root, mounted, owners, isReadOnly, privileges } = pod;
  const at = (path: string): string => join(root, path);
  const links = ['bin', 'sbin', 'lib', 'lib64'].map((name) => `[ ! -L /${name} ] || cp -P /${name} ${quoted(root)}`);
  const script = [
    'set -e',
    `mount -t tmpfs -o mode=0755 none ${quoted(root)}`,
    ...links,
    `mkdir -p ${['proc', 'dev', 'etc', 'tmp'].map(at).map(quoted).join(' ')}`,
    `mount --rbind /proc ${quoted(at('proc'))}`,
    `mount --rbind /dev ${quoted(at('dev'))}`,
    `for name in hosts resolv.conf nsswitch.conf; do cp /etc/$name ${quoted(at('etc'))}; done`,
    ...ofThisMachine(programs).flatMap((path) => bind({ from: path, to: at(path), readOnly: true })),
    ...mounted.flatMap(({ from, to, readOnly }) => bind({ from: realpathSync(from), to: at(to), readOnly })),
    ...(isReadOnly ? [`mount -o remount,ro ${quoted(root)}`] : []),
    `exec chroot ${quoted(root)} setpriv ${[...userFlags(owners), ...privileges].join(' ')} env -i "$@"`,
  ];
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script.join('\n'), 'sh'];
}

function bind({ from, to, readOnly }: Mounted): readonly string[] {
  const make = statSync(from).isDirectory()
    ? `mkdir -p ${quoted(to)}`
    : `mkdir -p ${quoted(dirname(to))} && touch ${quoted(to)}`;
  const readOnlyToo = readOnly ? [`mount -o remount,bind,ro ${quoted(to)}`] : [];
  return [make, `mount --bind ${quoted(from)} ${quoted(to)}`, ...readOnlyToo];
}

function userFlags({ runAsUser = 0, runAsGroup = 0, fsGroup }: Owners): readonly string[] {
  const groups = fsGroup === undefined ? '--clear-groups' : `--groups=${fsGroup}`;
  return [`--reuid=${runAsUser}`, `--regid=${runAsGroup}`, groups];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
