import type { Steps } from '../../../../src/findings/procedures/procedure.js';

/** Returns lines that an interactive bash would change before it runs them: history after `!`, completion at a tab. */
export function changedByPasting({ lines, back }: Pick<Steps, 'lines' | 'back'>): readonly string[] {
  return [...lines, ...back].filter((line) => /![^ =]|\t/.test(line));
}

/** Returns the lines before the first that changes a file outside the temporary folder. */
export function linesBefore(lines: readonly string[], start: string): readonly string[] {
  const at = lines.findIndex((line) => line.includes(start));
  if (at < 0) throw new Error(`no line with ${start}`);
  return lines.slice(0, at);
}
