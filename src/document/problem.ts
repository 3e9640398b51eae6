import { printable } from '../text/printable.js';

/** One thing that is wrong with a file, where it is, and what would be right. */
export interface Problem {
  readonly file: string;
  /** Both count from 1. They are absent when the problem is with the file as a whole. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Such as `targets[1].addresses[0]`. It is empty for the document itself. */
  readonly path: string;
  /** The value found there, cut to the length of a line and without secrets. It is absent when showing it would not help. */
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  /** The whole sentence. */
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** Line and column. Both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Formats a problem as a single line that prints, whatever the file, the key or the value is called: `exporter.yml:12:7: targets[1].addresses[0]: found "foo bar", expected …`. */
export function formatProblem({ file, line, column, path, message }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return printable([place, path, message].filter((part) => part !== '').join(': '));
}

/** Formats a path, such as `targets[1].labels.env`. Brackets and quotes surround a key that is not a plain word. */
export function formatPath(path: Path): string {
  return path.map(formatStep).join('').replace(/^\./, '');
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${String(step)}]`;
  return /^[\w-]{1,64}$/.test(step) ? `.${step}` : `[${quote(step)}]`;
}

const longestQuote = 60;

/** Quotes text. JSON's quotes and escapes keep control characters out of terminals and logs. Long text is cut. */
export function quote(text: string): string {
  return quoteUpTo(longestQuote, text);
}

/** The same for text that may be longer. */
export function quoteUpTo(longest: number, text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return JSON.stringify(cut.replace(/[\x7f-\x9f\u2028\u2029]|\p{Surrogate}/gu, '\ufffd'));
}
