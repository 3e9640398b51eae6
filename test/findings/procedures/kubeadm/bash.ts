import { spawnSync } from 'node:child_process';
import { subshell } from '../../../../src/findings/procedures/kubeadm/shell-lines.js';

/** Runs lines as a procedure does, with these files in a folder `$work`, and returns what it prints. */
export function bash(work: string, ...parts: readonly (readonly string[])[]): string {
  const { stdout, stderr } = spawnSync('bash', {
    input: subshell([`work='${work}' pki='${work}' PATH='${process.env['PATH'] ?? ''}'`], ...parts).join('\n'),
    encoding: 'utf8',
  });
  return stdout + stderr;
}
