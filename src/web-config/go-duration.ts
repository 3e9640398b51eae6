/** Numbers with optional fractions, each with its unit, in any order (Go's time.ParseDuration). Signs are not accepted. */
const whole = /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

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

/** Parses a duration in Go's format, such as `1s`, `1.5s` or `1h30m`. Returns seconds; undefined: not a duration, or it has a sign. */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!whole.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit = ''] of text.matchAll(part)) sum += Number(number) * (nanoseconds[unit] ?? NaN);
  return sum / 1e9;
}
