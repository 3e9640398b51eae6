import { readFileSync } from 'node:fs';
import t from 'tap';
import { readElf } from '../../../scripts/image/elf.js';

void t.test("Node's own file names its linker and its libraries", (t) => {
  const { architecture, interpreter, needed } = readElf(readFileSync(process.execPath));
  t.equal(architecture, process.arch === 'arm64' ? 'arm64' : 'amd64');
  t.match(interpreter, /^\/lib(64)?\/ld-linux-/);
  t.ok(needed.includes('libc.so.6') && needed.includes('libstdc++.so.6'), needed.join());
  t.end();
});

void t.test('another file is refused', (t) => {
  for (const text of ['', '#!/bin/sh\n', 'x'.repeat(100)])
    t.throws(() => readElf(Buffer.from(text)), /not an ELF file/);
  t.end();
});
