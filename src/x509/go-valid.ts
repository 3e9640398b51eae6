import type { GoCertificate } from './go-certificate.js';
import { type Refusal, refusal } from './go-refusal.js';
import { goTime } from './go-text.js';

/** Returns why a certificate is on no path at all: it has a critical extension that Go does not handle. */
export function criticalFault({ unhandledCritical }: GoCertificate): Refusal | undefined {
  return unhandledCritical ? refusal('unsupported', 'x509: unhandled critical extension') : undefined;
}

/** Returns why the certificate does not hold now. `now`: Unix seconds. */
export function dateFault({ notBefore, notAfter, offsets }: GoCertificate, now: number): Refusal | undefined {
  const outside = 'x509: certificate has expired or is not yet valid: current time';
  if (now < notBefore)
    return refusal('not_yet_valid', `${outside} ${goTime(now)} is before ${goTime(notBefore, offsets.notBefore)}`);
  return now > notAfter
    ? refusal('expired', `${outside} ${goTime(now)} is after ${goTime(notAfter, offsets.notAfter)}`)
    : undefined;
}

/** Where an issuer stands on a path. `below`: how many certificates there are between it and the leaf. */
export interface PathPlace {
  readonly position: 'intermediate' | 'root';
  readonly below: number;
}

/** Returns why an issuer may not stand there. A root needs no CA flag here, since the check of its signature asks for it. */
export function placeFault({ basicConstraints }: GoCertificate, { position, below }: PathPlace): Refusal | undefined {
  if (position === 'intermediate' && basicConstraints?.isCa !== true)
    return refusal('unknown_authority', 'x509: certificate is not authorized to sign other certificates');
  return basicConstraints?.maxPathLength !== undefined && below > basicConstraints.maxPathLength
    ? refusal('path', 'x509: too many intermediates for path length constraint')
    : undefined;
}
