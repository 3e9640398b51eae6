import { severities, type Severity } from '../../findings/severity/severity.js';

/** What a request of the status page asks for. */
export interface PageQuery {
  /** The name of a target, in which each `*` stands for any text. undefined: all targets. */
  readonly target: string | undefined;
  /** Findings of this severity, and the targets that have one. `info`: targets with which nothing is wrong. undefined: everything. */
  readonly severity: Severity | undefined;
  /** Which of the pages of targets, from 1. */
  readonly page: number;
  /** Seconds after which the browser asks again. undefined: never. */
  readonly refresh: number | undefined;
}

/** Everything, as without parameters. */
export const wholePage: PageQuery = { target: undefined, severity: undefined, page: 1, refresh: undefined };

/** A parameter that the page does not understand. */
export interface QueryProblem {
  readonly key: keyof PageQuery;
  /** It comes from outside. */
  readonly value: string;
  /** What is understood, in words that follow `Expected:`. */
  readonly expected: string;
}

type ReadQuery =
  { readonly ok: true; readonly query: PageQuery } | { readonly ok: false; readonly problems: readonly QueryProblem[] };

/** The words for severities in the URL, which are those of the page. */
export const severityNames = {
  critical: 'critical',
  unknown: 'unknown',
  warning: 'warning',
  info: 'fine',
} as const satisfies Record<Severity, string>;

/** Characters of a target's name, as in `/probe`. */
const longest = 512;

/** Each refresh probes every target, and nobody reads a page in less time. */
const refreshes = { least: 30, most: 3600 } as const;

interface Parameter<Value> {
  readonly expected: string;
  /** undefined: the text has no such value. */
  readonly read: (text: string) => Value | undefined;
}

const target: Parameter<string> = {
  expected: `the name of a target, of at most ${longest} characters, in which each * stands for any text`,
  read: (text) => (text !== '' && text.length <= longest ? text : undefined),
};

const severity: Parameter<Severity> = {
  expected: `one of ${severities.map((each) => severityNames[each]).join(', ')}`,
  read: (text) => severities.find((each) => severityNames[each] === text),
};

const page: Parameter<number> = {
  expected: 'a whole number, from 1 on',
  read: (text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined),
};

const refresh: Parameter<number> = {
  expected: `whole seconds, from ${refreshes.least} to ${refreshes.most}`,
  read: (text) => {
    const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
    return seconds >= refreshes.least && seconds <= refreshes.most ? seconds : undefined;
  },
};

/** Reads a parsed query: each parameter at most once. Others are ignored. */
export function readPageQuery(query: unknown): ReadQuery {
  const given = query as Readonly<Record<string, unknown>>;
  const problems: QueryProblem[] = [];
  const read = <Value>(key: keyof PageQuery, { expected, read: valueOf }: Parameter<Value>): Value | undefined => {
    const text = given[key];
    if (text === undefined) return undefined;
    const value = typeof text === 'string' ? valueOf(text) : undefined;
    if (value === undefined)
      problems.push({ key, value: typeof text === 'string' ? text : 'several values', expected });
    return value;
  };
  const asked: PageQuery = {
    target: read('target', target),
    severity: read('severity', severity),
    page: read('page', page) ?? wholePage.page,
    refresh: read('refresh', refresh),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, query: asked };
}
