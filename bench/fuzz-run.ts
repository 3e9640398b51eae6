import { createReaders, type FuzzCase, fuzzKinds, randomCase, type Readers } from './fuzz-case.js';
import { type Cost, costOf, heapNow, heldBytes } from './measure-cost.js';
import { randomNumbers } from './mutate.js';

/** What one input may cost. */
export const limits = { turn: 50, bytes: 20 * 1024 * 1024 } as const;

export interface Measured {
  readonly kind: string;
  readonly input: Uint8Array;
  /** CPU time of the event loop: in all, and in the longest turn. */
  readonly milliseconds: number;
  readonly turn: number;
  /** Bytes that its result and what was remembered of it hold; 0: the heap grew so little that it was not weighed. */
  readonly held: number;
}

export interface FuzzOutcome {
  /** By kind. */
  readonly slowest: ReadonlyMap<string, Measured>;
  readonly largest: ReadonlyMap<string, Measured>;
  /** How many exceeded a limit. */
  readonly offenders: ReadonlyMap<string, number>;
  /** Bytes that all caches hold after the run. */
  readonly kept: number;
}

export interface FuzzRun {
  readonly count: number;
  readonly seed: number;
  readonly kinds?: readonly string[];
}

/** Reads random inputs one after the other with the same caches. */
export async function fuzz({ count, seed, kinds = Object.keys(fuzzKinds) }: FuzzRun): Promise<FuzzOutcome> {
  const random = randomNumbers(seed);
  const [slowest, largest] = [new Map<string, Measured>(), new Map<string, Measured>()];
  const offenders = new Map<string, number>();
  await warmUp(kinds);
  const before = heldBytes();
  const readers = createReaders();
  for (let at = 0; at < count; at++) {
    const measured = await measure(randomCase(kinds[at % kinds.length] ?? '', random), readers);
    const { kind, turn, held } = measured;
    if (turn > (slowest.get(kind)?.turn ?? 0)) slowest.set(kind, measured);
    if (held > (largest.get(kind)?.held ?? 0)) largest.set(kind, measured);
    if (isOffender(measured)) offenders.set(kind, (offenders.get(kind) ?? 0) + 1);
  }
  const kept = heldBytes() - before;
  return { slowest, largest, offenders, kept };
}

export function isOffender({ turn, held }: Measured): boolean {
  return turn > limits.turn || held > limits.bytes;
}

/** Reads some of each kind, so that compiling our own code is not counted as work for an input. */
async function warmUp(kinds: readonly string[]): Promise<void> {
  const random = randomNumbers(1);
  const readers = createReaders();
  for (const kind of kinds) {
    for (let at = 0; at < 30; at++) await randomCase(kind, random).read(readers);
  }
}

/** Growth in bytes from which on an input is read again to be weighed, and size from which on it is too if garbage was collected meanwhile. */
const growth = 4 * 1024 * 1024;
const large = 65_536;

/** Reads a case once; where that takes longer or holds more than it may, a few times more. */
export async function measure(one: FuzzCase, readers: Readers): Promise<Measured> {
  const { kind, input } = one;
  const before = heapNow();
  const { result, ...cost } = await costOf(() => one.read(readers));
  const grown = result === undefined ? 0 : heapNow() - before;
  const mayHold = grown > growth || (grown < 0 && input.length > large);
  return { kind, input, ...(await settle(one, cost)), held: mayHold ? await weigh(one) : 0 };
}

/** Reads a case with empty caches. Returns the bytes that result and caches hold. */
async function weigh({ read }: FuzzCase): Promise<number> {
  const before = heldBytes();
  const readers = createReaders();
  const result = await read(readers);
  const after = heldBytes();
  return result === undefined && Object.keys(readers).length === 0 ? 0 : after - before;
}

type Time = Omit<Cost, 'result'>;

/** Measures what is above the limit again with empty caches, and keeps the least: garbage collection is slow now and then, an offender always. */
async function settle(one: FuzzCase, first: Time): Promise<Time> {
  let least = first;
  for (let again = 0; again < 3 && least.turn > limits.turn; again++) {
    const readers = createReaders();
    const { milliseconds, turn } = await costOf(() => one.read(readers));
    if (turn < least.turn) least = { milliseconds, turn };
  }
  return least;
}
