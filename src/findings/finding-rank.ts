import type { Finding } from './findings-of.js';
import { fileKinds, servingFileKinds } from './kinds/files.js';
import { findingKinds } from './kinds/finding-kinds.js';
import { targetFileKinds } from './kinds/rotation.js';

const ranks: ReadonlyMap<string, number> = new Map(
  [...findingKinds, ...servingFileKinds, ...targetFileKinds, ...fileKinds].map(({ id }, at) => [id, at]),
);

/** The place of a finding's kind among those of equal severity. The lowest comes first. */
export function findingRank({ id }: Pick<Finding, 'id'>): number {
  return ranks.get(id) ?? ranks.size;
}
