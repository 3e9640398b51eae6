import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { programs } from './programs.js';
import { type ShellBlock, shellBlocks } from './shell-blocks.js';

/** Every page in Markdown. */
export function allPages(): readonly string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((path) => existsSync(path));
}

/** Those with commands for people. Procedures are generated, and tests run each of their lines: see test/docs/procedures.test.ts. */
export function pagesWithCommands(): readonly string[] {
  return allPages().filter((path) => !path.startsWith('docs/procedures/'));
}

export function allShellBlocks(): readonly ShellBlock[] {
  return pagesWithCommands().flatMap((path) =>
    shellBlocks(path, readFileSync(path, 'utf8'), (program) => Object.hasOwn(programs, program)),
  );
}
