import { check, type CheckEnvironment } from '../../../src/cli/check/check.js';
import type { CheckOptions } from '../../../src/cli/check/command.js';
import { compose } from '../../../src/cli/composition.js';
import { readFile } from '../../../src/document/read-file.js';
import { writeWhole } from '../../../src/document/write-whole.js';
import { createNameMemory } from '../../../src/probe/name-memory.js';
import { createServerMemories } from '../../../src/probe/server-memories.js';
import { now } from '../../fixtures/report.js';
import { noFlags } from './no-flags.js';

const composition = await compose('test');

/** The real environment, with a clock that does not advance. */
const environment: CheckEnvironment = {
  compose: () =>
    Promise.resolve({
      ...composition,
      probing: (concurrency) => {
        const real = composition.probing(concurrency);
        // Each check is a process of its own, which remembers nothing.
        const memories = { names: createNameMemory(), servers: createServerMemories() };
        return { ...real, ...memories, clock: { ...real.clock, now: () => now } };
      },
    }),
  readFile,
  writeFile: writeWhole,
  surroundings: { env: {}, home: '/nowhere', cwd: '/' },
  ownAddresses: () => ['127.0.0.1', '10.225.4.51'],
  color: false,
  width: 100,
  startSpinner: undefined,
  pause: () => Promise.resolve(),
};

/** Checks these endpoints at the time of the fixtures. Resolves with the exit code and with what is written. */
export async function runCheck(
  endpoints: readonly string[],
  options: Partial<CheckOptions> = {},
  change: Partial<CheckEnvironment> = {},
) {
  let stdout = '';
  let stderr = '';
  const io = { stdout: (text: string) => void (stdout += text), stderr: (text: string) => void (stderr += text) };
  const all: CheckOptions = { ...noFlags, timeout: 10, ...options };
  const code = await check(endpoints, all, io, { ...environment, ...change });
  return { code, stdout, stderr };
}
