import { createHeldCache } from '../bounds/held-cache.js';
import { heldBytes } from '../bounds/held-bytes.js';
import type { AskFileState } from './file-state.js';
import type { FileContent, ReadFile } from './read-file.js';

export interface SameBytesOptions {
  /** Left out: every file is read each time. */
  readonly rest?: RestOptions;
  /** What is remembered. */
  readonly maxBytes?: number;
}

interface RestOptions {
  readonly fileState: AskFileState;
  /** Milliseconds that never jump. */
  readonly monotonic: () => number;
}

/** The default of what is remembered, in bytes: sixteen of the largest kubeconfigs. */
const mostBytes = 64 * 1024 * 1024;

/** Milliseconds. A stamp that has not changed for longer than a tick of any file system's clock (FAT: two seconds) stands for the contents. */
const tick = 2_000;

/** Milliseconds after which a file is read although its stamp is the same: there may be file systems that show no change. */
const rereadAfter = { least: 300_000, most: 600_000 };

interface Known {
  readonly bytes: Uint8Array;
  readonly stamp: string | undefined;
  /** When this stamp was seen first. */
  readonly since: number;
  /** Until when the stamp stands for the bytes. Undefined: they may have changed within a tick. */
  readonly until: number | undefined;
}

/**
 * Wraps a reader so that a file is read once for all who ask at the same time, and gives the same object as before as long as it does not
 * change: its hash is known then. A file that rests is not even read: its stamp was the same before and after a reading, and two seconds
 * before that, seen by our own clock. A stamp alone says less, since a file may be rewritten at the same length within a tick. The files that
 * were used least recently are forgotten.
 */
export function createSameBytes(read: ReadFile, { rest, maxBytes = mostBytes }: SameBytesOptions = {}): ReadFile {
  const cache = createHeldCache<Known>(maxBytes, maxBytes / 16);
  const underWay = new Map<string, Promise<FileContent>>();
  const nextPeriod = createPeriods();
  const keep = (path: string, { bytes }: { readonly bytes: Uint8Array }, known?: Omit<Known, 'bytes'>): FileContent => {
    const before = cache.get(path);
    const same = before !== undefined && Buffer.compare(before.bytes, bytes) === 0 ? before.bytes : bytes;
    cache.set(path, { stamp: undefined, since: 0, until: undefined, ...known, bytes: same }, heldBytes(bytes));
    return { ok: true, bytes: same };
  };
  const readOnce: ReadFile = async (path, limit) => {
    const before = cache.get(path);
    // What is read once, as by a command, needs no stamp.
    if (rest === undefined || before === undefined) {
      const content = await read(path, limit);
      return content.ok ? keep(path, content) : content;
    }
    const state = await rest.fileState(path);
    if (!state.ok) return state;
    const { stamp } = state;
    const now = rest.monotonic();
    if (before.stamp === stamp && now < (before.until ?? now)) return within(before.bytes, limit);
    const content = await read(path, limit);
    if (!content.ok) return content;
    const since = before.stamp === stamp ? before.since : now;
    const rests = now - since >= tick && (await isSame(path, stamp, rest));
    return keep(path, content, { stamp, since, until: rests ? now + nextPeriod() : undefined });
  };
  return (path, limit) => {
    const key = `${limit} ${path}`;
    const shared = underWay.get(key) ?? readOnce(path, limit).finally(() => underWay.delete(key));
    underWay.set(key, shared);
    return shared;
  };
}

function within(bytes: Uint8Array, limit: number): FileContent {
  return bytes.length > limit ? { ok: false, failure: 'too_large' } : { ok: true, bytes };
}

async function isSame(path: string, stamp: string, { fileState }: RestOptions): Promise<boolean> {
  const after = await fileState(path);
  return after.ok && after.stamp === stamp;
}

/** Creates a function that gives periods of different lengths in turn, so that hundreds of files are not all read by one scrape. */
function createPeriods(): () => number {
  const { least, most } = rereadAfter;
  let turn = 0;
  return () => {
    turn = (turn + 1) % 16;
    return least + ((most - least) * turn) / 16;
  };
}
