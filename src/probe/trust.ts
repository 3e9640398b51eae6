import type { Chain } from '../x509/certificate.js';
import { signedByCa } from '../x509/chain.js';
import type { Trust } from './report.js';

/** Verdicts that say nothing of the signatures. */
const undecided: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'HANDSHAKE_INCOMPLETE']);

/**
 * The verdict on a served chain apart from names and dates. OpenSSL tells one fault only, so where that is a date, or the
 * server broke off before a verdict, the signatures are looked at by themselves.
 */
export function trustOf(chain: Chain, verdict: string | undefined, ca: readonly Uint8Array[] | undefined): Trust {
  if (ca === undefined) return { state: 'unknown' };
  if (verdict === undefined) return { state: 'trusted' };
  if (undecided.has(verdict) && signedByCa(chain, ca)) return { state: 'trusted' };
  return { state: 'untrusted', code: verdict };
}
