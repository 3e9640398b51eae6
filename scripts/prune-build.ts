// Removes files from build/ whose sources no longer exist, so that a removed test no longer runs. Part of npm run compile.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

for (const file of readdirSync('build', { recursive: true, encoding: 'utf8' })) {
  const source = file.replace(/\.js(?:\.map)?$/, '.ts');
  if (source !== file && !existsSync(source)) rmSync(join('build', file));
}
