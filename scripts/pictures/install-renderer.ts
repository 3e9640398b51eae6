import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program.js';

/** Installs the renderer, whose packages are none of this project's, below a folder, and bundles it. Returns where it is. */
export async function installRenderer(folder: string): Promise<string> {
  const renderer = join(folder, 'renderer');
  cpSync('scripts/pictures/renderer', renderer, { recursive: true });
  await runProgram('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], renderer);
  const bundle = [
    'page.jsx',
    '--bundle',
    '--outdir=out',
    '--format=esm',
    '--splitting',
    '--jsx=automatic',
    '--log-level=error',
  ];
  const constants = ['--define:process.env.NODE_ENV="production"', '--define:global=globalThis'];
  const files = ['.woff2', '.woff', '.ttf', '.svg', '.png'].map((ending) => `--loader:${ending}=dataurl`);
  await runProgram(
    'node_modules/.bin/esbuild',
    [...bundle, ...constants, ...files, '--external:fs', '--external:path'],
    renderer,
  );
  return renderer;
}
