/** A number with an optional fraction, and its unit (Go's time.ParseDuration). Digits belong to one part of it only, so no text is read twice. */
const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy;

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** A duration of Go has 63 bits of nanoseconds: 292 years. */
const longest = 2 ** 63;

/** Parses a duration in Go's format, such as `1s`, `1.5s` or `1h30m`. Returns seconds; undefined: not a duration, or it has a sign. */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') return 0;
  let sum = 0;
  let end = 0;
  for (const [found, number, unit = ''] of text.matchAll(part)) {
    sum += Number(number) * (nanoseconds[unit] ?? NaN);
    end += found.length;
  }
  return end === text.length && end > 0 && sum < longest ? sum / 1e9 : undefined;
}
