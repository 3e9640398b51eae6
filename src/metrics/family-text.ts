import type { Family, Sample } from './family.js';
import { writeCleanLabels, joinedLabels, type Labels, writeLabels, withoutEmptyLabels } from './write-labels.js';

/** What samples are made from, and the labels of all of them. */
export interface Subject<T> {
  readonly value: T;
  readonly labels: Labels;
}

/** Subjects whose labels are written once for all families. */
interface WrittenSubjects<T> {
  readonly all: readonly (Subject<T> & { readonly text: string })[];
  /** Whether the labels of two of them may be equal. */
  readonly mayBeEqual: boolean;
  /** The names of their labels. */
  readonly names: ReadonlySet<string>;
}

export function writeSubjects<T>(subjects: readonly Subject<T>[]): WrittenSubjects<T> {
  const keys = new Set(subjects.map(({ labels }) => `${labels['target'] ?? ''}"${labels['address'] ?? ''}`));
  return {
    all: subjects.map(({ value, labels }) => ({ value, labels, text: writeCleanLabels(labels) })),
    mayBeEqual: keys.size < subjects.length,
    names: new Set(subjects.flatMap(({ labels }) => Object.keys(labels))),
  };
}

/**
 * Writes a family in Prometheus' text format, which is that of OpenMetrics for gauges: its help and type, then the samples of each subject, of
 * which there may be none. All lines have a line end. Of equal series, the last one counts: Prometheus refuses a text that has two.
 */
export function* familyText<T>(family: Family<T>, subjects: WrittenSubjects<T>): Generator<string> {
  const { name, help } = family;
  yield `# HELP ${name} ${escapedHelp(help)}\n# TYPE ${name} gauge\n`;
  const all = withoutClash(family, subjects);
  if (subjects.mayBeEqual) yield* distinctLines(family, all);
  else for (const subject of all) yield linesOf(family, subject);
}

type Written<T> = WrittenSubjects<T>['all'][number];

/** Labels of a sample count more than those of its subject. */
function withoutClash<T>({ labels: own }: Family<T>, { all, names }: WrittenSubjects<T>): readonly Written<T>[] {
  if (!own.some((name) => names.has(name))) return all;
  return all.map((subject) => {
    const others = Object.entries(subject.labels).filter(([name]) => !own.includes(name));
    return { ...subject, text: writeCleanLabels(Object.fromEntries(others)) };
  });
}

function linesOf<T>({ name, samples }: Family<T>, { value, text }: Written<T>): string {
  const all = samples(value);
  const [first] = all;
  if (first === undefined) return '';
  if (all.length === 1) return line(name, joinedLabels(text, ownText(first)), first);
  const lines = new Map<string, string>();
  for (const each of all) {
    const own = ownText(each);
    lines.set(withoutEmptyLabels(own), line(name, joinedLabels(text, own), each));
  }
  let joined = '';
  for (const each of lines.values()) joined += each;
  return joined;
}

/** Writes lines where equal series may be of different subjects. */
function* distinctLines<T>({ name, samples }: Family<T>, all: readonly Written<T>[]): Generator<string> {
  const lines = new Map<string, string>();
  for (const { value, text } of all) {
    for (const each of samples(value)) {
      const labels = joinedLabels(text, ownText(each));
      lines.set(withoutEmptyLabels(labels), line(name, labels, each));
    }
    yield '';
  }
  yield* lines.values();
}

function ownText({ labels, identity = '' }: Sample): string {
  return labels === undefined ? identity : joinedLabels(writeLabels(labels), identity);
}

function line(name: string, labels: string, { value }: Sample): string {
  return labels === '' ? `${name} ${numberText(value)}\n` : `${name}{${labels}} ${numberText(value)}\n`;
}

function escapedHelp(text: string): string {
  return text.replace(/[\\\n]/g, (character) => (character === '\n' ? '\\n' : '\\\\'));
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Inf' : '+Inf';
}
