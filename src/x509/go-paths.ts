import type { GoCertificatePool } from './go-certificate-pool.js';
import type { GoCertificate } from './go-certificate.js';
import { type Refusal, refusal } from './go-refusal.js';
import { checkCost, signatureFault } from './go-signature.js';
import { goQuote } from './go-text.js';
import { criticalFault, dateFault, type PathPlace, placeFault } from './go-valid.js';

/** From the leaf to a root. */
export type GoPath = readonly [leaf: GoCertificate, ...issuers: GoCertificate[]];

export interface PathSearch {
  readonly roots: GoCertificatePool;
  readonly intermediates: GoCertificatePool;
  /** Unix seconds. */
  readonly now: number;
}

/** At most this many signatures are checked for one leaf (maxChainSignatureChecks). */
const mostChecks = 100;

/**
 * What these checks may cost, in those of a P-256 key, together the thirtieth part of a second. Go has no such limit. No honest chain comes
 * near, and a hostile one would hold the process for a tenth of a second.
 */
const mostCost = 400;

const limitReached = refusal('path', 'x509: signature check attempts limit reached while verifying certificate chain');

/** The result of a search: every path found, or why there is none. */
export type FoundPaths =
  { readonly ok: true; readonly paths: readonly GoPath[] } | { readonly ok: false; readonly fault: Refusal };

/**
 * Finds the paths from the leaf to the roots that hold now (buildChains of Go's crypto/x509): every candidate of the right name is tried, the
 * roots first, and its signature decides. The leaf itself, usages, constraints and policies are judged elsewhere.
 */
export function findPaths(leaf: GoCertificate, search: PathSearch): FoundPaths {
  if (search.roots.has(leaf)) return { ok: true, paths: [[leaf]] };
  return extend([leaf], search, { left: mostChecks, cost: mostCost });
}

/** What a search at one certificate has shown so far. */
interface Found {
  readonly paths: GoPath[];
  /** The first candidate that was refused, for the message. */
  hint: { readonly candidate: GoCertificate; readonly fault: Refusal } | undefined;
  /** As in Go, that of the last candidate that has signed. */
  fault: Refusal | undefined;
}

/** What is left for the checks of one leaf. */
interface Checks {
  left: number;
  cost: number;
}

function extend(path: GoPath, search: PathSearch, checks: Checks): FoundPaths {
  const found: Found = { paths: [], hint: undefined, fault: undefined };
  for (const candidate of candidatesFor(path.at(-1) ?? path[0], search)) {
    checks.left -= 1;
    checks.cost -= checkCost(candidate.candidate);
    if (checks.left < 0 || checks.cost < 0) found.fault = limitReached;
    else consider(candidate, path, found, (longer) => extend(longer, search, checks));
    if (found.fault === limitReached) break;
  }
  const { paths, fault, hint } = found;
  return paths.length > 0 ? { ok: true, paths } : { ok: false, fault: fault ?? unknownAuthority(hint) };
}

function consider(
  { candidate, position, now }: Candidate,
  path: GoPath,
  found: Found,
  extendFurther: (path: GoPath) => FoundPaths,
): void {
  if (candidate.publicKey === undefined || isOnPath(candidate, path)) return;
  const unsigned = signatureFault(path.at(-1) ?? path[0], candidate);
  if (unsigned === undefined) found.fault = issuerFault(candidate, { position, below: path.length - 1 }, now);
  const fault = unsigned ?? found.fault;
  if (fault !== undefined) {
    found.hint ??= { candidate, fault };
    return;
  }
  const longer: GoPath = [...path, candidate];
  const further: FoundPaths = position === 'root' ? { ok: true, paths: [longer] } : extendFurther(longer);
  if (further.ok) found.paths.push(...further.paths);
  else found.fault = further.fault;
}

interface Candidate {
  readonly candidate: GoCertificate;
  readonly position: PathPlace['position'];
  readonly now: number;
}

function candidatesFor(certificate: GoCertificate, { roots, intermediates, now }: PathSearch): readonly Candidate[] {
  const at = (position: PathPlace['position']) => (candidate: GoCertificate) => ({ candidate, position, now });
  return [
    ...roots.parentsOf(certificate).map(at('root')),
    ...intermediates.parentsOf(certificate).map(at('intermediate')),
  ];
}

function issuerFault(issuer: GoCertificate, place: PathPlace, now: number): Refusal | undefined {
  return criticalFault(issuer) ?? dateFault(issuer, now) ?? placeFault(issuer, place);
}

/** Equal subject, key and SANs make two certificates one, so that cross-signing makes no loops (alreadyInChain). */
function isOnPath(candidate: GoCertificate, path: GoPath): boolean {
  const names = sansOf(candidate);
  for (const certificate of path) {
    if (!equal(candidate.rawSubject, certificate.rawSubject)) continue;
    if (!equal(candidate.rawPublicKeyInfo, certificate.rawPublicKeyInfo)) continue;
    const others = sansOf(certificate);
    // Go ends the search here, where only one of the two has SANs.
    if (names === undefined || others === undefined) return names === others;
    if (equal(names, others)) return true;
  }
  return false;
}

function sansOf({ extensions }: GoCertificate): Uint8Array | undefined {
  return extensions.find(({ oid }) => oid === '2.5.29.17')?.value;
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function unknownAuthority(hint: Found['hint']): Refusal {
  const message = 'x509: certificate signed by unknown authority';
  if (hint === undefined) return refusal('unknown_authority', message);
  const { subject, serialNumber } = hint.candidate;
  const name = subject.commonName || (subject.organization ?? `serial:${serialText(serialNumber)}`);
  const why = `possibly because of ${goQuote(hint.fault.message)} while trying to verify candidate authority certificate ${goQuote(name)}`;
  return refusal(hint.fault.reason, `${message} (${why})`);
}

/** In bits. RFC 5280 4.1.2.2 allows 160. */
const longestSerial = 4096;

/** Go prints all digits. A hostile number has so many that this takes long. */
function serialText(serialNumber: bigint): string {
  return serialNumber >> BigInt(longestSerial) === 0n ? String(serialNumber) : `longer than ${longestSerial} bits`;
}
