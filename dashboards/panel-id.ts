import { createHash } from 'node:crypto';

/** Derives a panel's id from its title. Links to single panels use the id, so it must not change when panels are added or moved. A new title is
 * a new id. */
export function panelId(title: string): number {
  return 1 + (createHash('sha256').update(title).digest().readUInt32BE() % 1_000_000);
}
