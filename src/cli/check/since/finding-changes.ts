import { groupBy } from '../../../findings/group-by.js';
import { severityWords } from '../../../findings/severity/severity.js';
import { brief, briefList } from './brief.js';
import type { Change, ChangeKind } from './change.js';
import { compareFacts, type Fact, factsOf, pairFacts, type FactPlace, type PlacedFacts } from './facts.js';
import type { Matched } from './match.js';
import type { SnapshotFinding } from './snapshot.js';

interface Delta {
  readonly change: ChangeKind;
  readonly place: FactPlace;
  readonly subject: string;
  readonly before: Fact | undefined;
  readonly now: Fact | undefined;
}

const none: PlacedFacts['facts'] = new Map();

/**
 * What changed in the findings: those of now first, in their order. Findings at places that are no longer checked are left out, because the
 * change of the place says so. Takes time linear in the facts.
 */
export function findingChanges(
  before: readonly SnapshotFinding[],
  now: readonly SnapshotFinding[],
  matched: Matched,
): readonly Change[] {
  const [old, fresh] = [factsOf(before.map(matched.renamed)), factsOf(now)];
  const deltas = [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key) => {
    const [then, here] = [old.get(key), fresh.get(key)];
    const place = here?.place ?? then?.place;
    if (place === undefined) return [];
    return pairFacts(then?.facts ?? none, here?.facts ?? none).flatMap((pair): readonly Delta[] => {
      const change = changeOf(pair, place, matched);
      return change === undefined ? [] : [{ change, place, ...pair }];
    });
  });
  const groups = groupBy(deltas, ({ change, place, before, now }) =>
    JSON.stringify([change, place.target, before?.id, before?.severity, now?.id, now?.severity]),
  );
  const findingsOf = indexed(now);
  return [...groups.values()].map((group) => changeOfGroup(group, findingsOf));
}

/** undefined: nothing changed, or the place is no longer checked. */
function changeOf(
  { subject, before, now }: Pick<Delta, 'subject' | 'before' | 'now'>,
  place: FactPlace,
  matched: Matched,
): ChangeKind | undefined {
  if (now === undefined) return before && matched.endOf(before, subject, place);
  if (before === undefined) return 'finding_new';
  const order = compareFacts(now, before);
  if (order === 0) return undefined;
  return order < 0 ? 'finding_worse' : 'finding_better';
}

type FindingsOf = (fact: Fact, target: string | undefined) => readonly SnapshotFinding[];

/** Finds findings by kind, severity and target. */
function indexed(findings: readonly SnapshotFinding[]): FindingsOf {
  const keyOf = ({ id, severity }: Pick<Fact, 'id' | 'severity'>, target: string | undefined) =>
    JSON.stringify([id, severity, target]);
  const all = groupBy(findings, (finding) => keyOf(finding, finding.target));
  return (fact, target) => all.get(keyOf(fact, target)) ?? [];
}

function changeOfGroup(group: readonly [Delta, ...Delta[]], findingsOf: FindingsOf): Change {
  const [{ change, place, before, now }] = group;
  const where = {
    addresses: defined(group.map((delta) => delta.place.address)),
    files: defined(group.map((delta) => delta.place.file)),
  };
  const subjects = defined(group.map(({ subject }) => subject));
  const { id = '', title = '' } = now ?? before ?? {};
  const said = now === undefined ? '' : detailText(findingsOf(now, place.target), where, subjects);
  const text = [headOf(change, now, before), brief(title), said || briefList(readable(subjects))];
  return {
    change,
    target: place.target,
    ...where,
    text: text.filter((part) => part !== '').join(': '),
    finding: { id, severity: now?.severity, was: before?.severity, subjects },
  };
}

function defined(items: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(items)].filter((item): item is string => item !== undefined && item !== '');
}

/** Fingerprints tell people nothing. */
function readable(subjects: readonly string[]): readonly string[] {
  return subjects.filter((subject) => !/^[0-9a-f]{64}$/.test(subject));
}

function headOf(change: ChangeKind, now: Fact | undefined, before: Fact | undefined): string {
  if (now === undefined)
    return `${change === 'finding_gone' ? 'GONE' : 'NOT SEEN NOW'}, was ${before ? word(before) : ''}`;
  if (before === undefined) return `NEW ${word(now)}`;
  return before.severity === now.severity ? `NOW ${word(now)}` : `${word(before)} → ${word(now)}`;
}

function word({ severity }: Fact): string {
  return severityWords[severity].finding.toUpperCase();
}

/** Two details are as much as a line has room for. */
const mostDetails = 2;

/** What the details at these places say; empty: they also say something that has not changed. */
function detailText(
  findings: readonly SnapshotFinding[],
  where: Pick<Change, 'addresses' | 'files'>,
  subjects: readonly string[],
): string {
  const places = new Set([...where.addresses, ...where.files]);
  const details = findings
    .flatMap((finding) => finding.details)
    .filter(({ addresses, files }) => places.size === 0 || [...addresses, ...files].some((place) => places.has(place)));
  const changed = new Set(subjects);
  if (details.some((detail) => detail.subjects.some((subject) => !changed.has(subject)))) return '';
  const more = details.length - mostDetails;
  const shown = details.slice(0, mostDetails).map(({ text }) => brief(text));
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
