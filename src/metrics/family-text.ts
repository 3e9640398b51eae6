import type { Family } from './family.js';
import { labelValue } from './label-value.js';

export type Labels = Readonly<Record<string, string>>;

/** What samples are made from, and the labels of all of them. */
export interface Subject<T> {
  readonly value: T;
  readonly labels: Labels;
}

/** Waits for a turn of the event loop, once so many more samples are to be written. */
export type Pace = (samples: number) => Promise<void> | undefined;

/**
 * Writes a family in Prometheus' text format, which is that of OpenMetrics for gauges: its help, its type and its samples, without a line end.
 * `common`: the labels that subjects may have.
 */
export async function familyText<T>(
  { name, help, labels, samples }: Family<T>,
  subjects: readonly Subject<T>[],
  common: readonly string[],
  pace: Pace,
): Promise<string> {
  const labelNames = [...common, ...labels];
  const lines = new Map<string, string>();
  for (const subject of subjects) {
    const all = samples(subject.value);
    const wait = pace(all.length);
    if (wait !== undefined) await wait;
    for (const { labels: own, value } of all) {
      const texts = escaped(subject.labels, own);
      // Of equal series, the last one counts: Prometheus refuses a text that has two. To it, an empty label is an absent one.
      const series = labelNames.map((label) => texts[label] ?? '').join('"');
      lines.set(series, `${name}${inBraces(texts)} ${numberText(value)}`);
    }
  }
  return [`# HELP ${name} ${escapedHelp(help)}`, `# TYPE ${name} gauge`, ...lines.values()].join('\n');
}

/** The labels of a subject are clean. */
function escaped(common: Labels, own: Labels = {}): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(common)) texts[name] = escapedValue(value);
  for (const [name, value] of Object.entries(own)) texts[name] = escapedValue(labelValue(value));
  return texts;
}

function inBraces(texts: Labels): string {
  const parts = Object.entries(texts).map(([name, text]) => `${name}="${text}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

const special: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '"': '\\"' };

function escapedValue(text: string): string {
  return /[\\\n"]/.test(text) ? text.replace(/[\\\n"]/g, (character) => special[character] ?? character) : text;
}

function escapedHelp(text: string): string {
  return text.replace(/[\\\n]/g, (character) => special[character] ?? character);
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Inf' : '+Inf';
}
