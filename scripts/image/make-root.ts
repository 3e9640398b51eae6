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
 * if a library is missing, or is for another one.
 */
export function makeRoot({ executable, libraries, licenses, root }: RootOptions): Elf['architecture'] {
  const program = readElf(readFileSync(executable));
  put(executable, root, 'usr/local/bin/apiserver-cert-exporter', 0o755);
  for (const [path, file] of librariesOf(libraries, program)) put(file, root, path, 0o755);
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

/** Everything that the dynamic linker maps, itself included: the path of each in the image, and the file to take. */
function librariesOf(from: string, { architecture, interpreter, needed }: Elf): ReadonlyMap<string, string> {
  if (interpreter === undefined) throw new Error('the executable names no dynamic linker');
  const linker = interpreter.replace(/^.*\//, '');
  const found = new Map<string, string>();
  const names = new Set<string>();
  const open = [linker, ...needed];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (names.has(name)) continue;
    names.add(name);
    const places = name === linker ? [interpreter] : folders[architecture].map((folder) => `${folder}/${name}`);
    const [path, file] = firstIn(from, places) ?? [];
    if (path === undefined || file === undefined) throw new Error(`no ${name} for ${architecture} in ${from}`);
    const library = readElf(readFileSync(file));
    if (library.architecture !== architecture)
      throw new Error(`${file} is for ${library.architecture}, not ${architecture}`);
    found.set(path, file);
    open.push(...library.needed);
  }
  return found;
}

/** Where the linkers of Debian, and of others, look for libraries. */
const common = ['/lib64', '/usr/lib64', '/lib', '/usr/lib'];
const folders = {
  amd64: ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', ...common],
  arm64: ['/lib/aarch64-linux-gnu', '/usr/lib/aarch64-linux-gnu', ...common],
} as const;

/** Returns the first of these paths that a root folder has, and the file that is there. */
function firstIn(root: string, paths: readonly string[]): readonly [path: string, file: string] | undefined {
  for (const path of paths) {
    const file = resolveInRoot(root, path);
    if (file !== undefined) return [path, file];
  }
  return undefined;
}

function put(from: string, root: string, path: string, mode: number): void {
  const to = join(root, path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, mode);
}
