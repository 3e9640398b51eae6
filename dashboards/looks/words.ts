import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './palette.js';

/** What a value is called, with its colour. Symbols differ in shape, so that nothing depends on seeing colours. */
interface Word {
  readonly text: string;
  readonly color?: string;
}

/** Words for single values: numbers, or the texts of labels. */
export function words(entries: Readonly<Record<string, Word>>): ValueMapping {
  const options = Object.entries(entries).map(([value, word], index) => [value, { ...word, index }] as const);
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}

/** Words for 1 and 0, where 1 is good. */
export function truthWords(good: string, bad: string, fine: string = palette.ok): ValueMapping {
  return words({ 1: { text: `✓ ${good}`, color: fine }, 0: { text: `✖ ${bad}`, color: palette.critical } });
}

/** No faults at all. */
export const noFault: ValueMapping = words({ 0: { text: '✓ none' } });

/** For what nobody knows, which is neither good nor bad; without its own colour it would have that of the lowest values. */
export function unknown(text: string): ValueMapping {
  const result = { text, color: palette.calm };
  return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.NullAndNan, result } };
}
