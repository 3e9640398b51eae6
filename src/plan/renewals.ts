import { day } from '../x509/validity.js';
import { firstToEnd } from './ending-of.js';
import type { Ending, Endings } from './plan-entry.js';

/** In seconds. Who renews one certificate renews the others that end so soon after it as well. */
const oneRenewal = 14 * day;

/** Groups what is renewed in one go: what ends within two weeks of the first, then of the first of the others, and so on. */
export function renewals(endings: readonly Ending[]): readonly Endings[] {
  const groups: [Ending, ...Ending[]][] = [];
  for (const ending of firstToEnd(endings) ?? []) {
    const group = groups.at(-1);
    if (group !== undefined && ending.end - group[0].end <= oneRenewal) group.push(ending);
    else groups.push([ending]);
  }
  return groups;
}
