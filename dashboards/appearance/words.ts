import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './palette.js';

/** The text for a value, and its colour. Symbols differ in shape, so that nothing depends on seeing colours. */
interface Word {
  readonly text: string;
  readonly color?: string;
}

/** Maps single values to words. The values are numbers, or the texts of labels. */
export function words(entries: Readonly<Record<string, Word>>): ValueMapping {
  const options = Object.entries(entries).map(([value, word], index) => [value, { ...word, index }] as const);
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}

/** A word for the numbers from one to another, both included. */
interface RangeWord extends Word {
  readonly from: number;
  readonly to: number;
}

/** Maps ranges of numbers to words. */
export function rangeWords(ranges: readonly RangeWord[]): readonly ValueMapping[] {
  return ranges.map(({ from, to, ...word }, index) => ({
    type: MappingType.RangeToText,
    options: { from, to, result: { ...word, index } },
  }));
}

/** Maps 1 and 0 to words, where 1 is good. */
export function truthWords(good: string, bad: string, fine: string = palette.ok): ValueMapping {
  return words({ 1: { text: `✓ ${good}`, color: fine }, 0: { text: `✖ ${bad}`, color: palette.critical } });
}

/** The word for a count of 0 faults. */
export const noFault: ValueMapping = words({ 0: { text: '✓ none' } });

/** The text for a value that should be there and is not: a query says so with NaN. */
export function lacking(text: string): ValueMapping {
  return {
    type: MappingType.SpecialValue,
    options: { match: SpecialValueMatch.NotANumber, result: { text, color: palette.calm } },
  };
}

/** The text for an unknown value, which is neither good nor bad. Without its own colour it would get that of the lowest values. */
export function unknown(text: string): ValueMapping {
  const result = { text, color: palette.calm };
  return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.NullAndNan, result } };
}
