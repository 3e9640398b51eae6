import { compareSeverities, type Severity } from '../../../findings/severity/severity.js';
import { labelText } from './label-text.js';

/** One value of the performance data. */
export interface Datum {
  /** Any text. */
  readonly label: string;
  readonly value: number;
  /** `s`: seconds; empty: a number of things. The guidelines have no days. */
  readonly unit: 's' | '';
  /** The ranges in which nothing is wrong; undefined: no value is wrong. */
  readonly warning?: Range | undefined;
  readonly critical?: Range | undefined;
  /** The lowest value that there can be; undefined: none. */
  readonly min?: number;
  /** How bad the value is, by its ranges. */
  readonly severity: Severity;
}

/**
 * What raises no alarm, both ends included: at least, or at most so much. The guidelines write it `10:` and `10`, which is 0 to 10
 * (Monitoring Plugins Development Guidelines, "Threshold and Ranges").
 */
export type Range = { readonly atLeast: number } | { readonly atMost: number };

/** The worst first, and of equally bad ones the lowest: so what is left out at the end matters least. The same order at each check. */
export function worstDataFirst(data: readonly Datum[]): readonly Datum[] {
  return data.toSorted(
    (a, b) => compareSeverities(a.severity, b.severity) || a.value - b.value || (a.label < b.label ? -1 : 1),
  );
}

/**
 * Returns `'label'=value[UOM];[warn];[crit];[min]` of each, without empty fields at the end (guidelines, "Performance data"). A label that an earlier one has is left out, since
 * a reader would take the two for one.
 */
export function performanceData(data: readonly Datum[]): readonly string[] {
  const byLabel = new Map<string, string>();
  for (const { label, value, unit, warning, critical, min } of data) {
    const text = labelText(label);
    if (byLabel.has(text)) continue;
    const limits = [rangeText(warning), rangeText(critical), min === undefined ? '' : numberText(min)];
    const given = limits.slice(0, limits.findLastIndex((limit) => limit !== '') + 1);
    byLabel.set(text, [`'${text}'=${numberText(value)}${unit}`, ...given].join(';'));
  }
  return [...byLabel.values()];
}

function rangeText(range: Range | undefined): string {
  if (range === undefined) return '';
  return 'atLeast' in range ? `${numberText(range.atLeast)}:` : numberText(range.atMost);
}

/** Hundredths, rounded down. */
const precision = 100;

/**
 * Limits are multiples of a twentieth of a second, and a value that is rounded down to hundredths is below such a limit exactly if it was so
 * before. The error of the arithmetic is far below the tenth of a hundredth that is added.
 */
function numberText(value: number): string {
  return String(Math.floor(value * precision + 1e-4) / precision);
}
