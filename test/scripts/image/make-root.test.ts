import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { readElf } from '../../../scripts/image/elf.js';
import { makeRoot } from '../../../scripts/image/make-root.js';

/** A small program of this machine, which needs no more than libc. */
const executable = ['/usr/bin/true', '/bin/true'].find((path) => existsSync(path)) ?? '';

const { architecture, interpreter = '' } = readElf(readFileSync(executable));

/** A root folder with the libraries of this machine. */
function rootOf(t: Test, libraries = '/'): string {
  const root = t.testdir();
  t.equal(makeRoot({ executable, libraries, licenses: ['LICENSE'], root }), architecture);
  return root;
}

void t.test('the program, its linker and its libraries', (t) => {
  const root = rootOf(t);
  for (const path of ['usr/local/bin/apiserver-cert-exporter', interpreter]) {
    t.equal(statSync(join(root, path)).mode & 0o777, 0o755, path);
  }
  t.ok(existsSync(join(root, 'usr/share/licenses/apiserver-cert-exporter/LICENSE')));
  void t.test('are all that another root folder needs', (t) => {
    rootOf(t, root);
    t.end();
  });
  t.end();
});

void t.test('a library that is missing is not taken from this machine', (t) => {
  const libraries = rootOf(t);
  const linker = join(libraries, interpreter);
  const again = (): void => void makeRoot({ executable, libraries, licenses: [], root: join(libraries, 'root') });
  const kept = `${linker}.kept`;
  renameSync(linker, kept);
  t.throws(again, { message: /^no ld-linux\S+ for a\w+ in / });
  renameSync(kept, linker);
  again();
  t.end();
});

void t.test('a library of another architecture is refused', (t) => {
  const libraries = rootOf(t);
  const linker = join(libraries, interpreter);
  const bytes = readFileSync(linker);
  // e_machine (elf(5)): 62 is amd64, 183 is arm64.
  bytes.writeUInt16LE(architecture === 'amd64' ? 183 : 62, 18);
  rmSync(linker);
  writeFileSync(linker, bytes);
  const root = join(libraries, 'root');
  t.throws(() => makeRoot({ executable, libraries, licenses: [], root }), { message: /is for a\w+, not a\w+$/ });
  t.end();
});
