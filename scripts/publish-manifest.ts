// Gives package.json the content that is published (published-manifest.ts) while `npm pack` reads it, and puts the repository's own back
// afterwards: publish-manifest.js, publish-manifest.js --restore. If npm was killed in between, either of them repairs that.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { publishedManifest } from './published-manifest.js';

const whole = 'build/whole-package.json';
const temporary = 'build/published-package.json';

const read = (path: string): string => readFileSync(path, 'utf8');

if (existsSync(whole)) {
  // Anything else was written by somebody since.
  if (read('package.json') === publishedManifest(read(whole))) renameSync(whole, 'package.json');
  else rmSync(whole);
}
if (!process.argv.includes('--restore')) {
  const text = read('package.json');
  mkdirSync('build', { recursive: true });
  writeFileSync(whole, text);
  writeFileSync(temporary, publishedManifest(text));
  renameSync(temporary, 'package.json');
}
