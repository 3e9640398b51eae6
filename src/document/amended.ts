import type { YamlFault } from './yaml.js';

/** What may stand before the first value: blank lines, comments, and marks of the document. */
const beforeFirst = /[ \t]*(?:#[^\r\n]*)?[\r\n]+|---[ \t]*/gy;
/** The indentation of the first value, and its first character. */
const beginning = /( *)([^]?)/y;

/**
 * Returns the text with one place changed that YAML 1.2 refuses and libyaml, the parser of Go and Python, reads: lines of brackets or quotes
 * that are not indented, a tab between a key and a bracket, and what follows the last bracket or the last indented line. Undefined: the fault is none of these.
 * Offsets stay as they are.
 */
export function amended(source: string, { kind, at }: YamlFault): string | undefined {
  if (kind === 'trailing') return endsBefore(source, at) ? source.slice(0, at) : undefined;
  if (kind !== 'indentation') return undefined;
  const start = source.lastIndexOf('\n', at - 1) + 1;
  const begun = source.slice(start, at);
  if (begun.includes('\t')) return replaced(source, start, begun.replaceAll('\t', ' '));
  const before = source.slice(source.lastIndexOf('\n', start - 2) + 1, start);
  return start === 0 ? undefined : replaced(source, start - before.length, joined(before));
}

/** Returns whether libyaml takes this for the end of the document: it follows brackets, or is less indented than the first value. */
function endsBefore(source: string, at: number): boolean {
  beginning.lastIndex = 0;
  // One after the other: as one expression with a repetition, many lines would overflow its stack.
  for (const [before] of source.matchAll(beforeFirst)) beginning.lastIndex += before.length;
  const [, indentation = '', first = ''] = beginning.exec(source) ?? [];
  const column = at - 1 - Math.max(source.lastIndexOf('\n', at - 1), source.lastIndexOf('\r', at - 1));
  return first === '{' || first === '[' || column < indentation.length;
}

/** Blanks the end of a line, with the comment before it. */
function joined(line: string): string {
  const comment = line.search(/[ \t]#/);
  const content = comment < 0 ? line.replace(/(?<![\r\n])[\r\n]+$/, '') : line.slice(0, comment);
  return content.padEnd(line.length);
}

function replaced(source: string, start: number, part: string): string {
  return source.slice(0, start) + part + source.slice(start + part.length);
}
