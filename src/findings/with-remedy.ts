import type { Remedy } from './remedies/remedy.js';

/**
 * Adds what to do, which is made when it is first read, once: it may have a hundred lines of commands, and of thousands of findings, few are shown in
 * full. Spread into another object, it is read.
 */
export function withRemedy<Facts extends object>(
  facts: Facts,
  make: () => Remedy,
): Facts & { readonly remedy: Remedy } {
  let made: Remedy | undefined;
  return {
    ...facts,
    get remedy() {
      made ??= make();
      return made;
    },
  };
}
