import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Elf, readElf } from './elf.js';
import { resolveInRoot } from './resolve-in-root.js';

export interface RootOptions {
  readonly executable: string;
  /** The root folder of a Linux of the same architecture, from which the libraries are taken. */
  readonly libraries: string;
  /** Texts of licences, which go into /usr/share/licenses. */
  readonly licenses: readonly string[];
  /** The folder that becomes the root folder of the image. */
  readonly root: string;
}

/** Debian's packages of the libraries. Their licences go with them. */
const packages = ['libc6', 'libstdc++6', 'libgcc-s1', 'libatomic1', 'gcc-12-base', 'gcc-14-base'];

const files: Readonly<Record<string, string>> = {
  'etc/passwd': 'root:x:0:0:root:/:/sbin/nologin\nexporter:x:1000:1000:exporter:/:/sbin/nologin\n',
  'etc/group': 'root:x:0:\nexporter:x:1000:\n',
  // The hosts file first, then DNS.
  'etc/nsswitch.conf': 'hosts: files dns\n',
};

/**
 * Fills the root folder of the image: the executable, the libraries that it needs, and nothing else that runs. Returns the architecture. Throws
 * if a library is missing.
 */
export function makeRoot({ executable, libraries, licenses, root }: RootOptions): Elf['architecture'] {
  const program = readElf(readFileSync(executable));
  put(executable, root, 'usr/local/bin/apiserver-cert-exporter', 0o755);
  for (const path of librariesOf(libraries, program)) {
    put(resolveInRoot(libraries, path) ?? path, root, path, 0o755);
  }
  for (const name of packages) {
    const copyright = resolveInRoot(libraries, `/usr/share/doc/${name}/copyright`);
    if (copyright !== undefined) put(copyright, root, `usr/share/licenses/${name}`, 0o644);
  }
  for (const path of licenses)
    put(path, root, `usr/share/licenses/apiserver-cert-exporter/${path.replace(/^.*\//, '')}`, 0o644);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'etc/apiserver-cert-exporter'), { recursive: true });
  return program.architecture;
}

/** The paths of everything that the dynamic linker maps, itself included, in the order in which they are found. */
function librariesOf(from: string, program: Elf): readonly string[] {
  const linker = program.interpreter;
  if (linker === undefined) throw new Error('the executable names no dynamic linker');
  const found = new Map<string, string>([[linker.replace(/^.*\//, ''), linker]]);
  const open = [...program.needed];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (found.has(name)) continue;
    const path = pathOf(from, name, program.architecture);
    found.set(name, path);
    open.push(...readElf(readFileSync(resolveInRoot(from, path) ?? path)).needed);
  }
  return [...found.values()];
}

/** Where the linkers of Debian, and of others, look for libraries. */
const folders = { amd64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' } as const;

function pathOf(from: string, name: string, architecture: Elf['architecture']): string {
  const places = [
    `/lib/${folders[architecture]}`,
    `/usr/lib/${folders[architecture]}`,
    '/lib64',
    '/usr/lib64',
    '/lib',
    '/usr/lib',
  ];
  const path = places.map((place) => `${place}/${name}`).find((each) => resolveInRoot(from, each) !== undefined);
  if (path === undefined) throw new Error(`no ${name} for ${architecture} in ${from}`);
  return path;
}

function put(from: string, root: string, path: string, mode: number): void {
  const to = join(root, path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, mode);
}
