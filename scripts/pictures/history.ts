import { labelOf, type Samples, withLabels } from './samples.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How a target was before something happened to it, and how it is since. */
export interface Past {
  readonly before: Samples;
  /** Seconds before `now`. */
  readonly ago: number;
}

interface Scrapes {
  /** Unix seconds of the last scrape. */
  readonly now: number;
  readonly samples: Samples;
  /** By target. One that is not there was always as it is now. */
  readonly past: Readonly<Record<string, Past>>;
  /** The sample of an earlier scrape, from which counters grow. */
  readonly earlier: Samples;
  /** The labels that Prometheus adds. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Yields seven days of samples in OpenMetrics, as if the exporter had been scraped all the time: what a scrape showed stays, apart from times since
 * a start, durations and counters. It is the same for the same scrapes.
 */
export function* history({ now, samples, past, earlier, labels }: Scrapes): Generator<string> {
  const all = new Map([...samples, ...ofPrometheus(samples.size)]);
  const names = new Set([...all.keys(), ...Object.values(past).flatMap(({ before }) => [...before.keys()])]);
  for (const series of names) {
    const change = past[labelOf(series, 'target') ?? ''];
    const head = withLabels(series, labels);
    for (const time of timesUntil(now)) {
      const state = change !== undefined && time < now - change.ago ? change.before : all;
      const value = state.get(series);
      const first = earlier.get(series);
      if (value !== undefined) yield `${head} ${at(series, { value, first, age: now - time })} ${time}\n`;
    }
  }
  yield '# EOF\n';
}

/** Often enough for rates of the last day, and for Prometheus not to see a gap. */
function timesUntil(now: number): readonly number[] {
  const older = Array.from({ length: (6 * day) / (4 * minute) }, (_, i) => now - 7 * day + i * 4 * minute);
  const lastDay = Array.from({ length: day / minute + 1 }, (_, i) => now - day + i * minute);
  return [...older, ...lastDay];
}

/** What Prometheus itself has of each scrape. */
function ofPrometheus(count: number): Samples {
  return new Map([
    ['up', 1],
    ['scrape_duration_seconds', 0.11],
    ['scrape_timeout_seconds', 15],
    ['scrape_samples_scraped', count],
  ]);
}

interface Moment {
  readonly value: number;
  /** The value of an earlier scrape. */
  readonly first: number | undefined;
  /** Seconds before the last scrape. */
  readonly age: number;
}

function at(series: string, { value, first, age }: Moment): number {
  const name = /^[\w:]+/.exec(series)?.[0] ?? '';
  if (name.endsWith('uptime_seconds')) return value - age;
  // The exporter was started for the pictures.
  if (/^process_start_time|last_reload_success_timestamp/.test(name)) return value - 9 * day;
  if (/_(?:total|bucket|count|sum)$/.test(name)) return value + (9 * day - age) * ((value - (first ?? value)) / minute);
  return /duration_seconds$|lag_.*seconds$/.test(name) ? value * (0.85 + 0.3 * noise(series, age)) : value;
}

/** Returns a number from 0 to 1, the same for the same arguments (FNV-1a). */
function noise(series: string, age: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${series} ${age}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}
