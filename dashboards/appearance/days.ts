import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

/**
 * How times in days are written: `334.9 d`. Grafana's own units of time turn them into weeks, months and years, but thresholds, alerts and `check`
 * count days.
 */
export const inDays = { unit: 'suffix:d', decimals: 1 } as const;

const hours = 24;

/**
 * Writes times of less than a day in whole hours, rounded down: `7 h`, or `-8 h` since the end. No unit of Grafana does this and keeps days, and
 * a threshold cannot change the unit, so each hour is a range with its text. The values stay in days, for colours and for sorting.
 */
export const hoursBelowADay: readonly ValueMapping[] = [
  between(0, '< 1 h'),
  ...Array.from({ length: hours - 1 }, (_, i) => between(i + 1, `${i + 1} h`)),
  ...Array.from({ length: hours - 1 }, (_, i) => between(-i - 1, `-${i + 1} h`)),
];

/** A mapping for an hour that begins `from` hours from now. */
function between(from: number, text: string): ValueMapping {
  return { type: MappingType.RangeToText, options: { from: ofDay(from), to: ofDay(from + 1), result: { text } } };
}

/** Hours as a part of a day. Adjacent ranges share their bound, so that no value is between them. */
function ofDay(hour: number): number {
  return Number((hour / hours).toFixed(5));
}
