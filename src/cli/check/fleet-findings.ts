import { limitedList } from '../../bounds/limited-list.js';
import type { Detail, Finding } from '../../findings/findings-of.js';
import type { FindingGroup } from '../../findings/finding-group.js';
import { groupBy } from '../../findings/group-by.js';
import { severityWords } from '../../findings/severity/severity.js';
import { countText } from '../../text/count-text.js';
import { createFindingWriter, type FindingOptions, type FindingWriter } from './finding-writer.js';
import { findingLines, listText } from './findings-text.js';
import { remedyLines } from './remedy-text.js';

/** More than a person reads at once; --all prints them. */
const most = { details: 8, targets: 40, advice: 8 } as const;
const all = { details: Infinity, targets: Infinity, advice: Infinity } as const;

interface FleetFindingOptions extends FindingOptions {
  /** Whether nothing is left out of lists. */
  readonly all: boolean;
}

/**
 * Prints the findings of many targets: a numbered paragraph for each kind and severity, with its targets, and once what to do. Commands have a
 * hundred lines, and differ between targets, so the text says how to have them printed for one. A note is one line.
 */
export function fleetFindings(groups: readonly FindingGroup[], options: FleetFindingOptions): string {
  const write = createFindingWriter(options);
  const limits = options.all ? all : most;
  const advice = createAdvice(limits, write);
  return groups
    .map((group, at) => [...groupLines(group, at, limits, write), ...adviceLines(group, at)].join('\n'))
    .join('\n\n');

  function adviceLines(group: FindingGroup, at: number): readonly string[] {
    if (group[0].target === undefined) return remedyLines(group[0], [], write);
    return isNote(group) ? [] : advice(group, at);
  }
}

type Limits = Readonly<Record<keyof typeof most, number>>;

function groupLines(group: FindingGroup, at: number, limits: Limits, write: FindingWriter): readonly string[] {
  const [first] = group;
  // Files belong to no target.
  if (first.target === undefined) return findingLines(first, at, false, write);
  const names = targetsOf(group);
  const [name = ''] = names;
  const where = names.length === 1 ? name : countText(names.length, 'target');
  const heading = `${severityWords[first.severity].finding.toUpperCase()}: ${first.title} (${where})`;
  if (isNote(group)) return write.heading(at, `${heading}: ${listText(names, limits.details)}`, first.severity);
  return [...write.heading(at, heading, first.severity), ...evidenceLines(group, names, limits, write)];
}

/** Nothing has to be done, so that one line is enough of what many targets have. */
function isNote(group: FindingGroup): boolean {
  return group[0].severity === 'info' && group.length > 1;
}

function targetsOf(findings: readonly Pick<Finding, 'target'>[]): readonly string[] {
  return [...new Set(findings.flatMap(({ target }) => target ?? []))];
}

interface Seen {
  readonly target: string | undefined;
  readonly detail: Detail;
}

/** What was observed, each text once, and the targets where the lines that are shown do not name them all. */
function evidenceLines(
  group: FindingGroup,
  names: readonly string[],
  limits: Limits,
  write: FindingWriter,
): readonly string[] {
  const seen = group.flatMap(({ target, details }) => details.map((detail) => ({ target, detail })));
  const texts = [...groupBy(seen, ({ detail }) => detail.text).values()];
  const shown = texts.slice(0, limits.details);
  const more = texts.length - shown.length;
  const isSame = texts.length === 1 && names.length > limits.details;
  const isListed = more > 0 || shown.some((same) => targetsOf(same).length > limits.details);
  return [
    ...(isListed && names.length > 1 ? write.prose(`Targets: ${listText(names, limits.targets)}`, write.lead) : []),
    ...shown.flatMap((same) => [
      ...write.prose(`${isSame ? '' : placesOf(same, names.length > 1, limits)}${same[0].detail.text}`),
      ...(same[0].detail.words ?? []).slice(0, names.length > 1 ? 1 : undefined).map(write.words),
    ]),
    ...(more > 0 ? write.prose(`… and ${countText(more, 'more such line')}: --all prints them`) : []),
  ];
}

/** `prod, 10.225.4.51:6443: `, or the targets alone if the same was seen in several. */
function placesOf(same: readonly Seen[], isNamed: boolean, limits: Limits): string {
  const names = targetsOf(same);
  const places = same.flatMap(({ detail: { addresses, files = [] } }) => [...addresses, ...files]);
  const shown = names.length > 1 ? names : [...(isNamed ? names : []), ...places];
  return shown.length === 0 ? '' : `${listText(shown, limits.details)}: `;
}

/** Returns what to do about a group, for the lines below it. What an earlier group has is not repeated. */
function createAdvice(limits: Limits, write: FindingWriter): (group: FindingGroup, at: number) => readonly string[] {
  const numbers = new Map<string, number>();
  return (group, at) => {
    const advice = adviceOf(group, limits);
    const key = JSON.stringify(advice);
    const earlier = numbers.get(key);
    if (earlier === undefined) numbers.set(key, at + 1);
    const same = earlier !== undefined && advice.length > 0;
    const texts = same ? [`What to do: the same as for finding ${earlier}.`] : advice;
    const hasCommands = group.some(({ remedy }) => remedy.procedures.length > 0);
    return [...texts, ...(hasCommands ? [commandsText(group[0])] : [])].flatMap((text) =>
      write.prose(text, write.lead),
    );
  };
}

function adviceOf(group: FindingGroup, limits: Limits): readonly string[] {
  const each = [
    ...group.flatMap(({ remedy }) => remedy.advice.map((text) => `What to do: ${text}`)),
    ...group.flatMap(({ remedy }) => remedy.beware.map((text) => `Beware: ${text}`)),
  ];
  const more = (count: number): string => `… and ${countText(count, 'more paragraph')}: --all prints them`;
  return limitedList([...new Set(each)], limits.advice, more);
}

/** A name may come from a kubeconfig that somebody else has written, so only a harmless one is there to paste. */
function commandsText({ target = '' }: Finding): string {
  const name = /^[\w@][\w@.:/-]*$/.test(target) ? target : 'NAME';
  return `Commands: add --target ${name} to this check. It prints those of one target.`;
}
