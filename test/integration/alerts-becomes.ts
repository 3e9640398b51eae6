import { isDeepStrictEqual } from 'node:util';
import type { Test } from 'tap';
import { until } from './until.js';

/** A value to compare. It has labels, and possibly other fields that distinguish it. */
interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
  readonly receiver?: string;
  readonly status?: string;
}

export interface Expectation<T extends Labelled> {
  readonly ask: () => readonly T[] | Promise<readonly T[]>;
  readonly wanted: readonly T[];
  readonly seconds: number;
}

/** Asserts that the answers equal `wanted` within `seconds`, in any order. Otherwise shows the last answer. */
export async function becomes<T extends Labelled>(
  t: Test,
  what: string,
  { ask, wanted, seconds }: Expectation<T>,
): Promise<void> {
  const expected = inOrder(wanted);
  let seen: readonly T[] | undefined;
  const asked = until(what, seconds, async () => {
    seen = inOrder(await ask());
    return isDeepStrictEqual(seen, expected) ? true : undefined;
  });
  await asked.catch(() => undefined);
  t.strictSame(seen, expected, what);
}

function inOrder<T extends Labelled>(list: readonly T[]): readonly T[] {
  return list.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

function keyOf({ labels, receiver, status }: Labelled): string {
  const pairs = Object.entries(labels).toSorted(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([receiver, status, pairs]);
}
