/** One thing that is wrong with a file, where it stands, and what would be right. */
export interface Problem {
  readonly file: string;
  /** Both count from 1; absent when the file as a whole is meant. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** `targets[1].addresses[0]`; empty: the document itself. */
  readonly path: string;
  /** What stands there, cut to a line's length and without secrets; absent when saying it would not help. */
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  /** The whole sentence. */
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** Line and column, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `exporter.yml:12:7: targets[1].addresses[0]: found "foo bar", expected …`, always a single line. */
export function formatProblem({ file, line, column, path, message }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return [place, path, message].filter((part) => part !== '').join(': ');
}

/** `targets[1].labels.env`; a key that is no plain word stands in brackets and quotes. */
export function formatPath(path: Path): string {
  return path.map(formatStep).join('').replace(/^\./, '');
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${String(step)}]`;
  return /^[\w-]{1,64}$/.test(step) ? `.${step}` : `[${quote(step)}]`;
}

const longestQuote = 60;

/** JSON's quotes and escapes keep control characters out of terminals and logs; what is long is cut. */
export function quote(text: string): string {
  const cut = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return JSON.stringify(cut.replace(/[\x7f-\x9f\u2028\u2029]|\p{Surrogate}/gu, '\ufffd'));
}
