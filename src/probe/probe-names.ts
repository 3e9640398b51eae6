import type { ExpectedName } from '../discovery/target.js';
import type { Endpoint } from './endpoint.js';
import type { Chain } from '../x509/certificate.js';
import { covers } from '../x509/covers.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { type ChainResult, type FurtherProbe, probeChain } from './probe-chain.js';
import type { Reason } from './reason.js';
import type { NameVerdict } from './report.js';

export interface NamesResult {
  readonly verdicts: readonly NameVerdict[];
  /** Why a further handshake failed. The verdict on its name is missing then. */
  readonly reason: Reason | undefined;
  /** Whether any further handshake was needed. */
  readonly asked: boolean;
}

/**
 * Judges each expected name by the certificate that a client sees when it dials that name. For an IP, that is the certificate of a
 * handshake without SNI. For a DNS name, it is the certificate of a handshake with the name as SNI, because servers may have certificates
 * by name (--tls-sni-cert-key, OpenShift's namedCertificates). Makes a further handshake only where the serving handshake does not settle
 * the name. Never makes one with a listener like that of K3s, which would add the requested name to its own certificate.
 */
export async function probeNames({ endpoint, serving, shake, decode }: FurtherProbe): Promise<NamesResult> {
  if (serving === undefined) return { verdicts: [], reason: undefined, asked: false };
  const seen = new Map<string | undefined, ChainResult>([[endpoint.serverName, { chain: serving, reason: undefined }]]);
  const mayAsk = !isDynamicListener(serving[0]);
  const verdicts: NameVerdict[] = [];
  let failed: Reason | undefined;

  for (const expected of endpoint.names) {
    const serverName = mayAsk ? serverNameToAsk(expected, endpoint, serving) : endpoint.serverName;
    const shown = seen.get(serverName) ?? (await probeChain(shake, serverName, decode));
    seen.set(serverName, shown);
    if (shown.chain) verdicts.push(verdict(expected, shown.chain));
    else failed ??= shown.reason;
  }
  return { verdicts, reason: failed, asked: seen.size > 1 };
}

/** The SNI whose certificate decides: that of the serving handshake where it settles the name already. */
function serverNameToAsk(expected: ExpectedName, endpoint: Endpoint, serving: Chain): string | undefined {
  if (expected.host.kind === 'ip') return undefined;
  return covers(serving[0], expected.host.text) ? endpoint.serverName : expected.host.text;
}

function verdict(expected: ExpectedName, chain: Chain): NameVerdict {
  const name = expected.host.text;
  return { name, role: expected.role, covered: covers(chain[0], name) };
}
