import type { KnownCa } from '../discovery/ca-source.js';
import type { StateLogger } from './state-log.js';

/**
 * Called for each change of a CA file, however many targets have it. A trust that changes without a reload is always a line of the log, and
 * so is a file that cannot be used, once.
 */
export function createCaLog(log: StateLogger): (now: KnownCa, before: KnownCa) => void {
  return (now, before) => {
    const { path, problem } = now.source;
    if (now.certificates !== before.certificates) {
      const counts = { certificates: now.certificates.length, before: before.certificates.length };
      log.info({ path, ...counts }, 'CA file has changed');
    }
    if (problem === before.source.problem) return;
    if (problem === undefined) log.info({ path }, 'CA file can be used again');
    else log.warn({ path, problem }, 'CA file cannot be used: the CA that was read before still counts');
  };
}
