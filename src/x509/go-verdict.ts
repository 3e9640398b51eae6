import { certificatePool, type GoCertificatePool, rootPool } from './go-certificate-pool.js';
import type { GoCertificate } from './go-certificate.js';
import { type HostCertificate, nameFault } from './go-host-name.js';
import { findPaths, type GoPath } from './go-paths.js';
import type { Refusal } from './go-refusal.js';
import { handshakeFault, readServed } from './go-served.js';
import { allowedPaths, mayServe, wrongUsage } from './go-usage.js';
import { criticalFault, dateFault } from './go-valid.js';
import type { Validity } from './validity.js';

/** What a Go client that has the CA decides. */
export type GoVerdict = Acceptance | Refusal;

export interface Acceptance {
  readonly accepted: true;
  /** Unix seconds at which the best path ends, because the first of its certificates expires, the CA included. */
  readonly until: number;
  /** The paths that the client takes, the best first. Each goes from the leaf to a certificate of the CA, in DER. */
  readonly paths: readonly (readonly Uint8Array[])[];
}

export interface VerdictOptions {
  /** The client's CA in DER. */
  readonly roots: readonly Uint8Array[];
  /** As dialled. An empty one is not asked for. */
  readonly name: string;
  /** Unix seconds. */
  readonly now: number;
}

/**
 * Decides as a TLS client of Go 1.26 does (crypto/tls and crypto/x509), and so as kubectl, the kubelet and every controller do: would it
 * accept this chain? `served`: what the server sent, in DER, the leaf first. The work is bounded whatever is served. Never throws.
 */
export function goVerdict(served: readonly Uint8Array[], { roots, name, now }: VerdictOptions): GoVerdict {
  const judged = judgeChain(served, rootPool(roots), now);
  return verdictFor(judged, name);
}

/** What a client decides of a chain, name by name. `Trust` is undefined where nothing refuses the chain whatever the CA. */
export interface JudgedChain<Trust extends GoVerdict | undefined> {
  /** Undefined: Go cannot read what was served. */
  readonly leaf: HostCertificate | undefined;
  /** Why the client refuses the chain before it considers its dates. */
  readonly unusable: Refusal | undefined;
  /** Why the leaf does not hold now. */
  readonly dates: Refusal | undefined;
  /** Whether a path leads to the CA now, apart from names and the leaf's own dates. */
  readonly trust: Trust | Refusal;
  /** When each certificate that was served begins and ends. */
  readonly validities: readonly Validity[];
}

/** Judges a chain apart from names. `now`: Unix seconds. */
export function judgeChain(
  served: readonly Uint8Array[],
  roots: GoCertificatePool,
  now: number,
): JudgedChain<GoVerdict> {
  return judge(served, now, (leaf, rest) => trustOf(leaf, rest, roots, now));
}

/** Judges a chain for clients whose CA is not known: what any client refuses. `now`: Unix seconds. */
export function judgeForAnyCa(served: readonly Uint8Array[], now: number): JudgedChain<undefined> {
  return judge(served, now, anyClient);
}

function judge<Trust extends GoVerdict | undefined>(
  served: readonly Uint8Array[],
  now: number,
  trust: (leaf: GoCertificate, rest: readonly GoCertificate[]) => Trust | Refusal,
): JudgedChain<Trust> {
  const reading = readServed(served);
  if (!reading.ok)
    return { leaf: undefined, unusable: reading.fault, dates: undefined, trust: reading.fault, validities: [] };
  const { leaf, rest } = reading;
  const unusable = criticalFault(leaf);
  return {
    leaf,
    unusable,
    dates: dateFault(leaf, now),
    trust: unusable ?? trust(leaf, rest),
    validities: [leaf, ...rest],
  };
}

/** Why a client refuses the leaf whatever its CA. */
function anyClient(leaf: GoCertificate): Refusal | undefined {
  return mayServe(leaf) ? handshakeFault(leaf) : wrongUsage;
}

function trustOf(
  leaf: GoCertificate,
  rest: readonly GoCertificate[],
  roots: GoCertificatePool,
  now: number,
): GoVerdict {
  const found = findPaths(leaf, { roots, intermediates: certificatePool(rest), now });
  if (!found.ok) return found.fault;
  const allowed = allowedPaths(found.paths);
  if (!allowed.ok) return allowed.fault;
  return handshakeFault(leaf) ?? acceptance(allowed.paths);
}

function acceptance(paths: readonly GoPath[]): Acceptance {
  const best = paths.toSorted((one, other) => endOf(other) - endOf(one));
  return {
    accepted: true,
    until: Math.max(...paths.map(endOf)),
    paths: best.map((path) => path.map(({ raw }) => raw)),
  };
}

function endOf(path: GoPath): number {
  return Math.min(...path.map(({ notAfter }) => notAfter));
}

/** Returns the verdict on a judged chain under a name, in the order in which Go finds faults. */
export function verdictFor<Trust extends GoVerdict | undefined>(
  { leaf, unusable, dates, trust }: JudgedChain<Trust>,
  name: string,
): Refusal | Trust {
  return unusable ?? dates ?? (leaf && name !== '' ? nameFault(leaf, name) : undefined) ?? trust;
}
