import { heldByText, heldBytes } from '../bounds/held-bytes.js';
import { createHeldCache } from '../bounds/held-cache.js';
import type { MaxBytes } from '../bounds/room.js';
import { type GoCertificatePool, rootPool } from './go-certificate-pool.js';
import { type GoVerdict, judgeChain, type JudgedChain, judgeForAnyCa, verdictFor } from './go-verdict.js';
import { forNames, heldByHostSans } from './go-host-name.js';
import { goTime } from './go-text.js';
import type { Validity } from './validity.js';

export interface VerdictRequest {
  /** What was served, in DER, the leaf first. */
  readonly served: readonly Uint8Array[];
  /** Equal for equal chains, such as their fingerprints one after the other. */
  readonly key: string;
  /** The client's CA in DER. Undefined: only what any client refuses is known. The same array is the same CA. */
  readonly roots: readonly Uint8Array[] | undefined;
  /** Unix seconds. */
  readonly now: number;
}

/** What a Go client decides of a chain at one moment. Undefined: there is no CA, and nothing that any client refuses. */
export interface ChainVerdict {
  /** Apart from names and the leaf's own dates. */
  readonly trust: GoVerdict | undefined;
  /** Under the name that the client dials. */
  readonly under: (name: string) => GoVerdict | undefined;
}

/** Judges chains, and keeps its verdicts. */
export type JudgeChains = (request: VerdictRequest) => ChainVerdict;

interface Kept {
  readonly judged: JudgedChain<GoVerdict | undefined>;
  readonly judgedAt: number;
  readonly holds: (now: number) => boolean;
  readonly names: Map<string, GoVerdict | undefined>;
  /** What it holds, which grows with names. */
  bytes: number;
  /** What it held when it was put into the cache. */
  counted: number;
}

/** What a name and its verdict hold besides their texts. */
const nameBytes = 256;
/** An endpoint has no more names. */
const mostNames = 512;
/** In characters. A message that lists a hundred names is shorter. */
const longestMessage = 4096;

/**
 * Creates a judge that keeps each verdict as long as chain and CA stay the same, and no certificate begins or ends meanwhile. The verdicts
 * that were used least recently are dropped when what they hold exceeds `maxBytes` (default 32 MiB).
 */
export function createGoVerdicts({ maxBytes = 32 * 1024 * 1024 }: { readonly maxBytes?: MaxBytes } = {}): JudgeChains {
  const cache = createHeldCache<Kept>(maxBytes);
  const pools = createPools();
  return ({ served, key, roots, now }) => {
    const pool = roots && pools(roots);
    const id = `${pool?.id ?? 0} ${key}`;
    const known = cache.get(id);
    const kept = known?.holds(now) === true ? known : judge(served, pool?.roots, now);
    if (kept.bytes !== kept.counted) {
      kept.counted = kept.bytes;
      cache.set(id, kept, kept.bytes);
    }
    return verdictAt(kept, now);
  };
}

interface Pool {
  readonly id: number;
  readonly roots: GoCertificatePool;
}

/** Reads each CA once. */
function createPools(): (ders: readonly Uint8Array[]) => Pool {
  const pools = new WeakMap<readonly Uint8Array[], Pool>();
  let count = 0;
  return (ders) => {
    // Copies, each in a buffer of its own: Buffers share pools of up to 64 KiB, which each verdict would seem to hold.
    const pool = pools.get(ders) ?? { id: ++count, roots: rootPool(ders.map((der) => new Uint8Array(der))) };
    pools.set(ders, pool);
    return pool;
  };
}

function judge(served: readonly Uint8Array[], roots: GoCertificatePool | undefined, now: number): Kept {
  const { validities, ...judged } = roots === undefined ? judgeForAnyCa(served, now) : judgeChain(served, roots, now);
  // Of what was served, only the names of the leaf are needed again.
  const kept = {
    ...judged,
    leaf: judged.leaf && forNames(judged.leaf),
    trust: shortened(judged.trust),
    validities: [],
  };
  return {
    judged: kept,
    judgedAt: now,
    holds: sameDates([...validities, ...(roots?.certificates ?? [])], now),
    names: new Map(),
    bytes: heldBytes(kept) + nameBytes + (kept.leaf ? heldByHostSans(kept.leaf) : 0),
    counted: 0,
  };
}

/** Returns whether at another time each certificate is as it is now: not yet valid, valid or expired. */
function sameDates(validities: readonly Validity[], now: number): (time: number) => boolean {
  const [begins, ends] = [validities.map(({ notBefore }) => notBefore), validities.map(({ notAfter }) => notAfter)];
  const began = latest(begins.filter((time) => time <= now));
  const ended = latest(ends.filter((time) => time < now));
  const beginsNext = -latest(begins.filter((time) => time > now).map((time) => -time));
  const endsNext = -latest(ends.filter((time) => time >= now).map((time) => -time));
  return (time) => time >= began && time > ended && time < beginsNext && time <= endsNext;
}

function latest(times: readonly number[]): number {
  return times.reduce((last, time) => Math.max(last, time), -Infinity);
}

function verdictAt(kept: Kept, now: number): ChainVerdict {
  const trust = atTime(kept.judged.trust, kept, now);
  return { trust, under: (name) => atTime(verdictUnder(name, kept), kept, now) };
}

function verdictUnder(name: string, kept: Kept): GoVerdict | undefined {
  const { judged, names } = kept;
  if (names.has(name)) return names.get(name);
  const verdict = shortened(verdictFor(judged, name));
  if (names.size < mostNames) {
    names.set(name, verdict);
    kept.bytes += nameBytes + heldByText(name) + (verdict?.accepted === false ? heldByText(verdict.message) : 0);
  }
  return verdict;
}

/** A hostile certificate has names that fill a page for each name that it lacks. A part of the message would keep the whole in memory. */
function shortened(verdict: GoVerdict | undefined): GoVerdict | undefined {
  if (verdict === undefined || verdict.accepted || verdict.message.length <= longestMessage) return verdict;
  const copy = Buffer.from(verdict.message.slice(0, longestMessage)).toString();
  return { ...verdict, message: `${copy}…` };
}

/** Go's messages on dates say what time it is. */
function atTime(verdict: GoVerdict | undefined, { judgedAt }: Kept, now: number): GoVerdict | undefined {
  if (verdict === undefined || verdict.accepted || now === judgedAt) return verdict;
  const message = verdict.message.replace(`current time ${goTime(judgedAt)} is`, `current time ${goTime(now)} is`);
  return message === verdict.message ? verdict : { ...verdict, message };
}
