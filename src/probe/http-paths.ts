import type { BodyReader, DatedAnswer, HttpAnswer } from '../net/http-answer.js';
import { type HttpConnection } from '../net/http-connection.js';
import { clockSkew } from './clock-skew.js';
import type { Refusals } from './refused-paths.js';

/** The requests of one probe. */
export interface HttpPaths {
  /**
   * Asks for a path, unless it is known to be refused: then the answer is the one from then, without a body. Never rejects. `alsoKept`:
   * whether an answer that is no refusal is as good as one, since it has not what is wanted.
   */
  readonly get: <T>(path: string, read: BodyReader<T>, alsoKept?: AlsoKept<T>) => Promise<HttpAnswer<T | undefined>>;
  /** What is worth keeping of this probe. */
  readonly learned: () => Refusals;
  /** `HttpEvidence.clockSkew`, by this probe's answers or, if they do not show it, by those that are kept. */
  readonly clockSkew: () => number | undefined;
}

type AlsoKept<T> = (status: number, body: T) => boolean;

/** Statuses that mean that we lack the permission. */
const refusing: ReadonlySet<number> = new Set([401, 403]);

/**
 * Creates the requests of one probe. `open` is called once, when a path is asked for that is not known to be refused. `prefix`: what each
 * path begins with, where a gateway serves many clusters.
 */
export function createHttpPaths(
  open: () => Promise<HttpConnection>,
  { known, prefix }: { readonly known: Refusals; readonly prefix: string },
): HttpPaths {
  const statuses = new Map<string, number>();
  const dated: DatedAnswer[] = [];
  let opening: Promise<HttpConnection> | undefined;
  const skew = (): number | undefined => clockSkew(dated) ?? known.clockSkew;
  return {
    get: async (path, read, alsoKept = () => false) => {
      const whole = `${prefix}${path}`;
      const before = known.statuses.get(whole);
      if (before !== undefined) return { ok: true, status: before, body: undefined };
      const connection = await (opening ??= open());
      const answer = await connection.get(whole, read);
      if (!answer.ok) return answer;
      if (answer.dated) dated.push(answer.dated);
      if (refusing.has(answer.status) || alsoKept(answer.status, answer.body)) statuses.set(whole, answer.status);
      return answer;
    },
    learned: () => ({ statuses, clockSkew: skew() }),
    clockSkew: skew,
  };
}
