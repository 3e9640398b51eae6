import { spawnSync } from 'node:child_process';
import { ownBash, plainWords } from '../../../../src/findings/procedures/own-bash.js';

/** Runs lines as a procedure does, with these files in a folder `$work`, and returns what it prints. */
export function bash(work: string, ...parts: readonly (readonly string[])[]): string {
  const { stdout, stderr } = spawnSync('bash', {
    input: ownBash(
      plainWords,
      [`work='${work}' ca='${work}/ca.crt' PATH='${process.env['PATH'] ?? ''}'`],
      ...parts,
    ).join('\n'),
    encoding: 'utf8',
  });
  return stdout + stderr;
}
