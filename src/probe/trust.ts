import type { Chain } from '../x509/certificate.js';
import { signedByCa } from '../x509/chain.js';
import type { Trust } from './report.js';

/** Verdicts that say nothing about the signatures. */
const undecided: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'HANDSHAKE_INCOMPLETE']);

/**
 * Returns whether a served chain is trusted, apart from names and dates. OpenSSL reports only one fault. Where that is a date, or the
 * server ended the handshake before there was a verdict, the signatures are checked separately.
 */
export function trustOf(chain: Chain, verdict: string | undefined, ca: readonly Uint8Array[] | undefined): Trust {
  if (ca === undefined) return { state: 'unknown' };
  if (verdict === undefined) return { state: 'trusted' };
  if (undecided.has(verdict) && signedByCa(chain, ca)) return { state: 'trusted' };
  return { state: 'untrusted', code: verdict };
}
