// Runs the tests: npm test [-- FILE…]. They run as `tap` runs them, by .taprc, but without the hooks in each process by which tap learns what was
// loaded: only coverage needs them, and they take as much time as a short test does.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const { timeout, jobs } = load(readFileSync('.taprc', 'utf8')) as {
  /** Seconds for each file. */
  readonly timeout: number;
  readonly jobs: number;
};
const folder = 'build/test';
const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.js'))
  .map((path) => join(folder, path))
  .sort();
const given = process.argv.slice(2);

// All of them together have no limit. tap reads it when it is imported.
process.env['TAP_TIMEOUT'] = '0';
const { default: t } = await import('tap');
t.jobs = jobs;
for (const file of given.length > 0 ? given : all)
  void t.spawn(process.execPath, ['--enable-source-maps', file], {
    name: file,
    timeout: timeout * 1000,
    buffered: true,
    env: { ...process.env, TAP_TIMEOUT: String(timeout) },
  });
