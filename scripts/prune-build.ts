// Removes from build/ what has no source any more, so that a test that was removed no longer runs: part of npm run compile.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

for (const file of readdirSync('build', { recursive: true, encoding: 'utf8' })) {
  const source = file.replace(/\.js(?:\.map)?$/, '.ts');
  if (source !== file && !existsSync(source)) rmSync(join('build', file));
}
