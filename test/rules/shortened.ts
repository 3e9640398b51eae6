import { execFileSync } from 'node:child_process';
import { projectFile } from '../fixtures/project-file.js';

/** A file of config with its durations divided by a whole number, as config/shorten.awk makes it. Throws what awk writes to stderr. */
export function shortened(path: string, factor: number): string {
  const args = ['-v', `factor=${factor}`, '-f', projectFile('config/shorten.awk'), projectFile(path)];
  return execFileSync('awk', args, { encoding: 'utf8', stdio: 'pipe' });
}
