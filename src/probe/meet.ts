import { tlsContext } from '../net/tls-context.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import type { Endpoint } from './endpoint.js';
import type { FailedHandshake, Handshake } from './handshake.js';
import { decodeChain, type ShakeIn } from './probe-chain.js';
import type { ProbeDependencies } from './probe-dependencies.js';
import type { Reason } from './reason.js';

/** The serving handshake, and its SNI; undefined: none was sent. */
export interface Met {
  readonly shaken: Handshake | FailedHandshake;
  readonly serverName: string | undefined;
}

/**
 * A front may be silent without SNI. This is the share of the time that is left which the handshake without it may take. A listener that takes
 * longer gets the name, as from any client.
 */
const patience = 1 / 2;

/**
 * Does the serving handshake, with the endpoint's SNI if it has one. A listener of the library dynamiclistener would add that name to its
 * certificate, and it shows the same certificate to everybody. So a server that is not known to be another one is met without SNI first, and
 * such a listener is met in no other way.
 */
export async function meet(
  endpoint: Endpoint,
  shakeIn: ShakeIn,
  { decode, sni }: Pick<ProbeDependencies, 'decode' | 'sni'>,
): Promise<Met> {
  const { address, serverName } = endpoint;
  if (serverName === undefined) return { shaken: await shakeIn(undefined, tlsContext()), serverName };
  const server = { address, serverName };
  const leafOf = ({ certificates }: Handshake | FailedHandshake) =>
    decodeChain(certificates.slice(0, 1), decode).chain?.[0];

  const first = sni.isSafe(server) ? undefined : await shakeIn(undefined, tlsContext(), { patience });
  const leaf = first && leafOf(first);
  if (first && (isFutile(first) || (leaf && isDynamicListener(leaf)))) return { shaken: first, serverName: undefined };

  const [shaken] = await Promise.all([shakeIn(serverName, tlsContext()), first?.ok && first.close()]);
  const shown = leafOf(shaken);
  if (shown !== undefined) sni.learn(server, !isDynamicListener(shown));
  return { shaken, serverName };
}

/** Failures that do not depend on the SNI. After a timeout, a second attempt has more time. */
const futile: ReadonlySet<Reason> = new Set([
  'refused',
  'no_route',
  'unreachable',
  'proxy_refused',
  'too_many_open_files',
]);

function isFutile(first: Handshake | FailedHandshake): boolean {
  return !first.ok && futile.has(first.reason);
}
