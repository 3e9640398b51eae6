import { compareSeverities, type Severity } from '../../../findings/severity/severity.js';
import type { SnapshotFinding } from './snapshot.js';

/** What a finding says at one place of one thing, as of one check. */
export interface Fact {
  readonly id: string;
  readonly severity: Severity;
  readonly about: string;
  readonly title: string;
}

export interface FactPlace {
  readonly target: string | undefined;
  readonly address: string | undefined;
  readonly file: string | undefined;
}

/** The facts of one family at one place. */
export interface PlacedFacts {
  readonly place: FactPlace;
  /** By what tells them apart; '' where nothing does. */
  readonly facts: ReadonlyMap<string, Fact>;
}

/** Kinds of which one turns into the next as time passes. They count as one finding that gets worse. */
const families: readonly (readonly string[])[] = [
  ['serving-certificate-ending', 'serving-certificate-expired'],
  ['loopback-certificate-ending', 'loopback-certificate-expired'],
  ['file-certificate-ending', 'file-certificate-expired'],
  ['serving-chain-ends-early', 'target-ca-expired'],
];

const familyOf = new Map(families.flatMap((ids) => ids.map((id, rank) => [id, { family: ids[0] ?? id, rank }])));

/** Below 0: `a` is worse than `b`. */
export function compareFacts(a: Fact, b: Fact): number {
  const rank = ({ id }: Fact): number => familyOf.get(id)?.rank ?? 0;
  return compareSeverities(a.severity, b.severity) || rank(b) - rank(a);
}

/**
 * Splits findings into facts, by an identity that stays the same from check to check: kind, target, address, file and subject. Texts, the order
 * and how facts are gathered into findings do not count. Of facts with one identity, the worst counts.
 */
export function factsOf(findings: readonly SnapshotFinding[]): ReadonlyMap<string, PlacedFacts> {
  const all = new Map<string, { readonly place: FactPlace; readonly facts: Map<string, Fact> }>();
  for (const { id, severity, about, title, target, details } of findings) {
    const fact = { id, severity, about, title };
    for (const { addresses, files, subjects } of details)
      for (const place of placesOf(target, addresses, files)) {
        const key = keyOf(familyOf.get(id)?.family ?? id, place);
        const placed = all.get(key) ?? { place, facts: new Map<string, Fact>() };
        all.set(key, placed);
        for (const subject of subjects.length === 0 ? [''] : subjects) keepWorst(placed.facts, subject, fact);
      }
  }
  return all;
}

function keyOf(family: string, { target, address, file }: FactPlace): string {
  return JSON.stringify([family, target ?? null, address ?? null, file ?? null]);
}

function placesOf(
  target: string | undefined,
  addresses: readonly string[],
  files: readonly string[],
): readonly FactPlace[] {
  return orNone(addresses).flatMap((address) => orNone(files).map((file) => ({ target, address, file })));
}

function orNone(items: readonly string[]): readonly (string | undefined)[] {
  return items.length === 0 ? [undefined] : items;
}

function keepWorst(facts: Map<string, Fact>, subject: string, fact: Fact): void {
  const known = facts.get(subject);
  if (known === undefined || compareFacts(fact, known) < 0) facts.set(subject, fact);
}

/** Pairs the facts of two checks at one place. Where only one of the checks says what a fact is about, as another release, all are one. */
export function pairFacts(
  before: ReadonlyMap<string, Fact>,
  now: ReadonlyMap<string, Fact>,
): readonly { readonly subject: string; readonly before: Fact | undefined; readonly now: Fact | undefined }[] {
  const isCoarse = before.size > 0 && now.size > 0 && before.has('') !== now.has('');
  const [old, fresh] = isCoarse ? [asOne(before), asOne(now)] : [before, now];
  return [...new Set([...fresh.keys(), ...old.keys()])].map((subject) => ({
    subject,
    before: old.get(subject),
    now: fresh.get(subject),
  }));
}

function asOne(facts: ReadonlyMap<string, Fact>): ReadonlyMap<string, Fact> {
  const [worst] = [...facts.values()].sort(compareFacts);
  return new Map(worst === undefined ? [] : [['', worst]]);
}
