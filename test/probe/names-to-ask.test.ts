import fc from 'fast-check';
import t from 'tap';
import type { ShownThen } from '../../src/probe/name-memory.js';
import { namesToAsk } from '../../src/probe/names-to-ask.js';
import { certificate } from '../fixtures/report.js';
import { servedChain } from './served-chain.js';

const minutes = 60_000;
const tenMinutes = 10 * minutes;
const served = servedChain(certificate());
const nothing = servedChain();

/** What is remembered of names: the time of each, in milliseconds. */
const remembered = (times: Readonly<Record<string, number>>) => ({
  serving: '',
  shown: new Map(Object.entries(times).map(([name, at]): [string, ShownThen] => [name, { served, at }])),
});

/** One endpoint with names `0`, `1` and so on, scraped at these times. Every name is answered, but for those of `fails`. */
function scrapes(
  count: number,
  times: readonly number[],
  fails: (name: string, now: number) => boolean = () => false,
): readonly { readonly now: number; readonly asked: readonly string[]; readonly oldest: number }[] {
  const wanted = Array.from({ length: count }, (_, i) => String(i));
  const shown = new Map<string, ShownThen>();
  return times.map((now) => {
    const asked = namesToAsk(wanted, { serving: '', shown }, now);
    for (const name of asked) shown.set(name, { served: fails(name, now) ? nothing : served, at: now });
    return { now, asked, oldest: Math.max(0, ...[...shown.values()].map(({ at }) => now - at)) };
  });
}

/** The times of scrapes at these intervals, from `first` on. */
const timesOf = (first: number, intervals: readonly number[]): readonly number[] => {
  let now = first;
  return [first, ...intervals.map((interval) => (now += interval))];
};

/** Half an hour of scrapes, or a thousand of them. */
const steadyTimes = (first: number, interval: number): readonly number[] => {
  const count = Math.min(1000, Math.ceil((3 * tenMinutes) / interval));
  return timesOf(first, Array<number>(count).fill(interval));
};

const counts = fc.integer({ min: 1, max: 512 });
const first = fc.nat(100 * tenMinutes);

void t.test('all names are asked for at first, and none is older than ten minutes after any scrape', (t) => {
  const intervals = fc.array(fc.double({ min: 1, max: 2 * tenMinutes, noNaN: true }), { maxLength: 100 });
  fc.assert(
    fc.property(counts, first, intervals, (count, start, gaps) => {
      const [begin, ...later] = scrapes(count, timesOf(start, gaps));
      const distinct = later.every(({ asked }) => new Set(asked).size === asked.length);
      return begin?.asked.length === count && distinct && later.every(({ oldest }) => oldest < tenMinutes);
    }),
  );
  t.end();
});

void t.test('never more than one name per scrape after the first, where that is enough', (t) => {
  const steady = counts.chain((count) =>
    fc.tuple(fc.constant(count), fc.integer({ min: 1000, max: Math.floor(tenMinutes / count) })),
  );
  fc.assert(
    fc.property(steady, first, ([count, interval], start) => {
      const [, ...later] = scrapes(count, steadyTimes(start, interval));
      return later.every(({ asked, oldest }) => asked.length <= 1 && oldest < tenMinutes);
    }),
    { numRuns: 30 },
  );
  t.end();
});

void t.test('where one per scrape is not enough, the names are spread over the scrapes', (t) => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1000, max: tenMinutes }), first, (count, interval, start) => {
      const [, ...later] = scrapes(count, steadyTimes(start, interval));
      return later.every(({ asked }) => asked.length <= Math.ceil((count * interval) / tenMinutes));
    }),
    { numRuns: 30 },
  );
  t.end();
});

void t.test('names that are not answered are tried again where no other has its turn, one at each scrape', (t) => {
  const failing = fc.uniqueArray(fc.nat(4), { minLength: 1 });
  fc.assert(
    fc.property(failing, first, (names, start) => {
      const times = timesOf(start, Array<number>(60).fill(minutes));
      const [, ...later] = scrapes(5, times, (name) => names.includes(Number(name)));
      return later.every(({ asked, oldest }) => asked.length === 1 && oldest < tenMinutes);
    }),
  );
  const [, ...later] = scrapes(5, timesOf(0, Array<number>(30).fill(minutes)), (name) => name === '0');
  t.ok(later.filter(({ asked }) => asked.includes('0')).length >= 15, 'every second scrape at least');
  t.end();
});

void t.test('the name that was asked for least recently comes first', (t) => {
  const times = { a: 3 * minutes, b: minutes, c: 2 * minutes };
  const due = (wanted: readonly string[], now: number) => namesToAsk(wanted, remembered(times), now * minutes);
  t.same(due(['a', 'b', 'c'], 3.3), [], 'a turn comes every 200 seconds');
  t.same(due(['a', 'b', 'c'], 3.4), ['b']);
  t.same(due(['a', 'b', 'c'], 6.7), ['b', 'c'], 'a turn was missed');
  t.same(due(['a', 'b', 'c', 'new'], 4), ['new']);
  t.same(due(['a', 'b', 'c', 'new'], 5), ['new', 'b']);
  t.same(due(['a'], 4), [], 'the others are no longer wanted');
  t.same(due([], 7), []);
  t.same(namesToAsk(['a', 'b'], undefined, 7 * minutes), ['a', 'b']);
  t.end();
});
