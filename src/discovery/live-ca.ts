import { readCaFile } from '../config/read-ca-file.js';
import type { AskFileState, FileState } from '../document/file-state.js';
import { type ReadFile, readFailures } from '../document/read-file.js';
import type { Clock } from '../net/clock.js';
import { deadlineIn, within } from '../net/deadline.js';
import type { KnownCa } from './ca-source.js';

/** A CA file that is followed while it changes. */
export interface LiveCa {
  /** Returns the CA as it is now. Never rejects. */
  readonly now: () => Promise<KnownCa>;
  /** The configuration was loaded, with this CA in the file. A person did so, and it counts whatever was kept. */
  readonly loaded: (certificates: readonly Uint8Array[]) => void;
}

export interface LiveCaDependencies {
  readonly read: ReadFile;
  readonly fileState: AskFileState;
  readonly clock: Clock;
  /** Called for each change of what is known. */
  readonly changed?: ((now: KnownCa, before: KnownCa) => void) | undefined;
}

/** Seconds for which a scrape waits. What the file system answers later counts from the next scrape on. */
const patience = 0.5;

/**
 * Seconds after which a file counts as written. A stamp says nothing of a file that changes again within a tick of its file system's clock,
 * which is two seconds at most (FAT).
 */
const restSeconds = 2;

/** Seconds after which a file is read although stat says that it is the same: the clock of a network file system may be wrong. */
const rereadSeconds = 60;

/**
 * Follows a CA file: one stat for all who ask at the same time, and a read where that shows a change. What cannot be read, or breaks off
 * within a certificate, changes nothing. `cat one two >file` writes one CA before the other, and a server under the other would be refused: so
 * a file that has lost certificates counts only once it has rested. One that has more counts at once, because a rotation begins with that.
 */
export function createLiveCa(path: string, first: readonly Uint8Array[], dependencies: LiveCaDependencies): LiveCa {
  const { fileState, clock, changed } = dependencies;
  const isResting = createRest(clock);
  let known: KnownCa = { certificates: first, source: { kind: 'file', path } };
  /** The stamp of what is known, if the file had rested before it was read and was the same after it. */
  let seen: { readonly stamp: string; readonly at: number } | undefined;
  let work: Promise<void> | undefined;
  let turn: Promise<void> | undefined;

  const learn = (certificates: readonly Uint8Array[], problem?: string): void => {
    const before = known;
    const same = isSameList(certificates, before.certificates);
    if (same && problem === before.source.problem) return;
    known = { certificates: same ? before.certificates : certificates, source: { kind: 'file', path, problem } };
    changed?.(known, before);
  };
  /** Returns why the file cannot be used as it is; undefined: it can. */
  const ask = async (): Promise<string | undefined> => {
    const [now, at] = [clock.now(), clock.monotonic()];
    const state = await fileState(path);
    if (!state.ok) return readFailures[state.failure];
    if (seen?.stamp === state.stamp && at - seen.at < rereadSeconds * 1000) return undefined;
    const reading = await readRested(path, state, now, dependencies);
    if (!reading.ok) return reading.problem;
    const { certificates, rests } = reading;
    if (loses(known.certificates, certificates) && !rests && !isResting(certificates)) return known.source.problem;
    seen = rests ? { stamp: state.stamp, at } : undefined;
    learn(certificates);
    return undefined;
  };
  return {
    now: async () => {
      if (work === undefined) {
        work = ask()
          .then((problem) => learn(known.certificates, problem))
          .finally(() => (work = undefined));
        turn = within(deadlineIn(patience, clock), clock, work, undefined);
      }
      await turn;
      return known;
    },
    loaded: (certificates) => {
      seen = undefined;
      learn(certificates);
    },
  };
}

type Reading =
  | {
      readonly ok: true;
      readonly certificates: readonly Uint8Array[];
      /** Whether nobody was writing the file. */
      readonly rests: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/** Reads the file, of which stat said `before` at the time `now`. */
async function readRested(
  path: string,
  before: Extract<FileState, { ok: true }>,
  now: number,
  { read, fileState }: LiveCaDependencies,
): Promise<Reading> {
  const content = await readCaFile(path, read);
  if (!content.ok) return { ok: false, problem: content.message };
  if (content.isCut)
    return { ok: false, problem: 'it breaks off within a certificate, as a file that is half written' };
  const after = await fileState(path);
  const rests = after.ok && after.stamp === before.stamp && now - before.changedAt >= restSeconds;
  return { ok: true, certificates: content.certificates, rests };
}

/** Whether the same was seen before, two seconds ago: the time of a file may be in the future. */
function createRest(clock: Clock): (certificates: readonly Uint8Array[]) => boolean {
  let [last, since]: [readonly Uint8Array[], number] = [[], 0];
  return (certificates) => {
    if (!isSameList(certificates, last)) [last, since] = [certificates, clock.monotonic()];
    return clock.monotonic() - since >= restSeconds * 1000;
  };
}

function loses(before: readonly Uint8Array[], now: readonly Uint8Array[]): boolean {
  const held = new Set(now.map(textOf));
  return !before.every((certificate) => held.has(textOf(certificate)));
}

function isSameList(one: readonly Uint8Array[], other: readonly Uint8Array[]): boolean {
  return one.length === other.length && one.every((each, at) => Buffer.compare(each, other[at] ?? each) === 0);
}

function textOf(certificate: Uint8Array): string {
  return Buffer.from(certificate).toString('latin1');
}
