import type { YamlFault } from './yaml.js';

/** What may stand before the first value, and its indentation. */
const beginning = /^(?:[ \t]*(?:#[^\r\n]*)?[\r\n]+|---[ \t]*[\r\n]*)*( *)([^]?)/;

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
  const [, indentation = '', first = ''] = beginning.exec(source) ?? [];
  const column = at - 1 - Math.max(source.lastIndexOf('\n', at - 1), source.lastIndexOf('\r', at - 1));
  return first === '{' || first === '[' || column < indentation.length;
}

/** Blanks the end of a line, with the comment before it. */
function joined(line: string): string {
  return line.replace(/(?:[ \t]#[^\n]*)?[\r\n]+$/, (end) => ' '.repeat(end.length));
}

function replaced(source: string, start: number, part: string): string {
  return source.slice(0, start) + part + source.slice(start + part.length);
}
