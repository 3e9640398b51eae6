import fc from 'fast-check';
import t from 'tap';
import type { ApiAnswer } from '../../src/kube/api-answer.js';
import { listPages, type PagesOptions } from '../../src/kube/list-pages.js';
import { accessTo } from './simulated-api.js';

const options: PagesOptions<number> = {
  path: '/apis/things',
  limit: 100,
  most: 1_000,
  decode: (item) => (typeof item === 'number' ? item : undefined),
};

const access = accessTo(6443);

/** Pages as kube-apiserver gives them. Pages of more than `fits` items are too large. */
function server(count: number, fits = Infinity) {
  const asked: string[] = [];
  const get = (path: string): Promise<ApiAnswer> => {
    asked.push(path);
    const query = new URL(path, 'https://api').searchParams;
    const [limit, from] = [Number(query.get('limit')), Number(query.get('continue') ?? 0)];
    if (limit > fits) return Promise.resolve({ ok: false, failure: { kind: 'too_large', message: 'too large' } });
    const items = Array.from({ length: Math.min(limit, count - from) }, (_, at) => from + at);
    const next = from + limit < count ? `${from + limit}` : undefined;
    return Promise.resolve({ ok: true, json: { metadata: { continue: next }, items }, verifiedAs: 'api' });
  };
  return { access, get, asked };
}

const answering = (json: unknown) => ({
  access,
  get: () => Promise.resolve({ ok: true, json, verifiedAs: 'api' } as const),
});

void t.test('each item once, however large the pages are', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(600), fc.integer({ min: 1, max: 120 }), async (count, fits) => {
      const pages = await listPages(server(count, fits), options);
      t.strictSame(pages, {
        ok: true,
        items: Array.from({ length: count }, (_, at) => at),
        skipped: 0,
        truncated: false,
      });
    }),
    { numRuns: 50 },
  );
});

void t.test('the query', async (t) => {
  const api = server(150);
  await listPages(api, { ...options, path: '/things?labelSelector=a' });
  t.same(api.asked, ['/things?labelSelector=a&limit=100', '/things?labelSelector=a&limit=100&continue=100']);
});

void t.test('the bounds', async (t) => {
  t.match(await listPages(server(1_000), options), { items: { length: 1_000 }, truncated: false });
  t.match(await listPages(server(5_000), options), { items: { length: 1_000 }, truncated: true });
  t.match(await listPages(server(5, 0), options), { ok: false, failure: { kind: 'too_large' } });
  const endless = { metadata: { continue: 'again' }, items: [] };
  t.match(await listPages(answering(endless), options), { ok: false, failure: { kind: 'too_large' } });
  const long = { metadata: { continue: 'x'.repeat(5_000) }, items: [1] };
  t.match(await listPages(answering(long), options), { failure: { kind: 'malformed' } }, 'half a list is none');
});

void t.test('anything but a list', async (t) => {
  t.match(await listPages(answering({ items: [1, 'x', null] }), options), { ok: true, items: [1], skipped: 2 });
  t.match(await listPages(answering({ items: null }), options), { ok: true, items: [] }, 'as Go writes an empty list');
  t.match(await listPages(answering({ items: 7 }), options), { ok: false, failure: { kind: 'malformed' } });
  const forbidden = { ok: false, failure: { kind: 'forbidden', message: 'status 403' } } as const;
  t.strictSame(await listPages({ access, get: () => Promise.resolve(forbidden) }, options), forbidden);
});

void t.test('a list that the API has forgotten', async (t) => {
  const gone = { ok: false, failure: { kind: 'gone', message: 'status 410' } } as const;
  const forgetful = (times: number) => {
    const api = server(250);
    let left = times;
    const get = (path: string): Promise<ApiAnswer> =>
      path.includes('continue') && left-- > 0 ? Promise.resolve(gone) : api.get(path);
    return { access, get };
  };
  t.match(await listPages(forgetful(1), options), { ok: true, items: { length: 250 } }, 'begins anew');
  t.same(await listPages(forgetful(2), options), gone, 'once');
});
