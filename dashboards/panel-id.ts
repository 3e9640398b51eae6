import { createHash } from 'node:crypto';

/** Links to single panels live on panel ids, so they are made from the title and stay when panels are added or moved. */
export function panelId(title: string): number {
  return 1 + (createHash('sha256').update(title).digest().readUInt32BE() % 1_000_000);
}
