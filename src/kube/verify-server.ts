import { clusterName } from '../net/cluster-name.js';
import { judgeChain, verdictFor } from '../x509/go-verdict.js';
import { oneLine } from './api-failure.js';
import { type ClusterAccess, verifiedName } from './cluster-access.js';
import type { Credentials } from './credentials.js';
import { trustedRoots } from '../net/trusted-roots.js';

/** The name under which a server was verified, or why it was not. */
export type Identity =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly kind: 'wrong_name' | 'untrusted'; readonly message: string };

export interface Verification {
  readonly access: Pick<ClusterAccess, 'server' | 'serverName'>;
  readonly ca: Credentials['ca'];
  /** Unix seconds. */
  readonly now: number;
}

/**
 * Judges what a server sent (DER, the leaf first) as kubectl does: path, dates, and the name, which is tls-server-name or the server's host.
 * If only the cluster's own name is accepted, that is enough.
 */
export function verifyServer(served: readonly Uint8Array[], { access, ca, now }: Verification): Identity {
  const judged = judgeChain(served, trustedRoots(ca), now);
  const expected = verifiedName(access).text;
  const verdict = verdictFor(judged, expected);
  if (verdict.accepted) return { ok: true, name: expected };
  if (ca !== undefined && verdictFor(judged, clusterName).accepted) return { ok: true, name: clusterName };
  return {
    ok: false,
    kind: verdict.reason === 'name' ? 'wrong_name' : 'untrusted',
    message: `its certificate is refused: ${oneLine(shorten(verdict.message))}`,
  };
}

/** Go lists up to a hundred names before the one that it misses, so a long message is cut in the middle. */
function shorten(message: string): string {
  return message.length > 300 ? `${message.slice(0, 200)}… ${message.slice(-90)}` : message;
}
