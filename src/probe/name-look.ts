import type { Endpoint, ExpectedName } from '../discovery/target.js';
import type { Chain } from '../x509/certificate.js';
import { covers } from '../x509/covers.js';
import type { Decode } from '../x509/decoded.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { type ChainLook, lookAtChain, type Shake } from './chain-look.js';
import type { Reason } from './reason.js';
import type { NameVerdict } from './report.js';

export interface NamesLook {
  readonly verdicts: readonly NameVerdict[];
  /** Why a further handshake failed, and with it the verdict on a name is missing. */
  readonly reason: Reason | undefined;
  /** Whether any further handshake was needed. */
  readonly asked: boolean;
}

/**
 * Judges each expected name on the certificate that a client who dials it is shown: an IP on that of a handshake without SNI, a DNS name
 * on that of a handshake with it as SNI, since servers may hold certificates by name (--tls-sni-cert-key, OpenShift's namedCertificates).
 * A further handshake is made only where the one that was made does not settle it, and never with a listener of K3s's kind, which would
 * add the names that it is asked for to its own certificate.
 */
export async function judgeNames(
  endpoint: Endpoint,
  serving: Chain | undefined,
  shake: Shake,
  decode: Decode,
): Promise<NamesLook> {
  if (serving === undefined) return { verdicts: [], reason: undefined, asked: false };
  const seen = new Map<string | undefined, ChainLook>([[endpoint.serverName, { chain: serving, reason: undefined }]]);
  const mayAsk = !isDynamicListener(serving[0]);
  const verdicts: NameVerdict[] = [];
  let failed: Reason | undefined;

  for (const expected of endpoint.names) {
    const serverName = mayAsk ? serverNameToAsk(expected, endpoint, serving) : endpoint.serverName;
    const look = seen.get(serverName) ?? (await lookAtChain(shake, serverName, decode));
    seen.set(serverName, look);
    if (look.chain) verdicts.push(verdict(expected, look.chain));
    else failed ??= look.reason;
  }
  return { verdicts, reason: failed, asked: seen.size > 1 };
}

/** The SNI whose certificate decides: the serving handshake's own where that one settles it already. */
function serverNameToAsk(expected: ExpectedName, endpoint: Endpoint, serving: Chain): string | undefined {
  if (expected.host.kind === 'ip') return undefined;
  return covers(serving[0], expected.host.text) ? endpoint.serverName : expected.host.text;
}

function verdict(expected: ExpectedName, chain: Chain): NameVerdict {
  const name = expected.host.text;
  return { name, role: expected.role, covered: covers(chain[0], name) };
}
