import { type ApiAnswer, type FailedAnswer, failedAnswer } from './api-answer.js';
import type { ApiClient } from './api-client.js';
import { record } from './api-objects.js';

export interface PagesOptions<T> {
  /** The path of the list, which may have a query. */
  readonly path: string;
  /** So many items a page to begin with. A page that is too large for a client is asked for in parts. */
  readonly limit: number;
  /** No more items than these are kept. */
  readonly most: number;
  /** Reads one item, so that no page is held. Undefined: the item makes no sense. */
  readonly decode: (item: unknown) => T | undefined;
}

export type Pages<T> =
  | {
      readonly ok: true;
      readonly items: readonly T[];
      /** The number of items that make no sense. */
      readonly skipped: number;
      /** Whether there are more than `most`. */
      readonly truncated: boolean;
    }
  | FailedAnswer;

/** A server that continues for ever ends here. */
const mostPages = 1_000;

/** Characters. Those of kube-apiserver have a hundred and the length of a name. */
const longestToken = 4_096;

/**
 * Lists objects page by page (`limit` and `continue` of the Kubernetes API), all or none of them. Where the API has forgotten the first page
 * meanwhile (410 Gone), the list begins anew, once. Never rejects.
 */
export async function listPages<T>(
  client: Pick<ApiClient, 'access' | 'get'>,
  options: PagesOptions<T>,
): Promise<Pages<T>> {
  const pages = await listOnce(client, options);
  return pages.ok || pages.failure.kind !== 'gone' ? pages : await listOnce(client, options);
}

async function listOnce<T>(
  { access, get }: Pick<ApiClient, 'access' | 'get'>,
  { path, limit, most, decode }: PagesOptions<T>,
): Promise<Pages<T>> {
  const kept: T[] = [];
  let [size, token, skipped] = [limit, '', 0];
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await get(pagePath(path, size, token));
    if (isTooLarge(answer) && size > 1) {
      size = Math.ceil(size / 4);
      continue;
    }
    if (!answer.ok) return answer;
    const read = readPage(answer.json, decode);
    if (read === undefined) return failedAnswer(access.server, 'malformed', 'the answer is not a list');
    kept.push(...read.kept);
    [skipped, token] = [skipped + read.skipped, read.token];
    if (kept.length > most || token === '')
      return { ok: true, items: kept.slice(0, most), skipped, truncated: kept.length > most };
  }
  return failedAnswer(access.server, 'too_large', `the list has more than ${mostPages} pages`);
}

interface Page<T> {
  readonly kept: readonly T[];
  readonly skipped: number;
  /** Empty: there is no further page. */
  readonly token: string;
}

function readPage<T>(json: unknown, decode: (item: unknown) => T | undefined): Page<T> | undefined {
  const list = record(json);
  // Go writes an empty list as null.
  const all = list['items'] ?? [];
  const token = record(list['metadata'])['continue'] ?? '';
  if (!Array.isArray(all) || typeof token !== 'string' || token.length > longestToken) return undefined;
  const decoded = all.map((item) => decode(item));
  const kept = decoded.filter((one) => one !== undefined);
  return { kept, skipped: decoded.length - kept.length, token };
}

function pagePath(path: string, limit: number, token: string): string {
  const next = token === '' ? '' : `&continue=${encodeURIComponent(token)}`;
  return `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${next}`;
}

function isTooLarge(answer: ApiAnswer): boolean {
  return !answer.ok && answer.failure.kind === 'too_large';
}
