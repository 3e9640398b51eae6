import { isDeepStrictEqual } from 'node:util';
import type { Test } from 'tap';
import { until } from './until.js';

/** What is compared has labels, and may have more to tell it by. */
interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
  readonly receiver?: string;
  readonly status?: string;
}

/** Asserts that an answer, in any order, comes to be what is wanted, within so many seconds; shows the last one where it does not. */
export async function becomes<T extends Labelled>(
  t: Test,
  what: string,
  seconds: number,
  ask: () => readonly T[] | Promise<readonly T[]>,
  wanted: readonly T[],
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
