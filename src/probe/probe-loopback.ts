import type { Chain } from '../x509/certificate.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { isLoopbackCertificate, loopbackServerName, loopbackStart } from '../x509/loopback-start.js';
import { type FurtherProbe, probeChain, type ServedChain } from './probe-chain.js';
import type { Reason } from './reason.js';
import type { Loopback, NotServedReason } from './report.js';
import { probeFurtherSni, sniRefusal } from './sni-refusal.js';

export interface LoopbackResult {
  readonly loopback: Loopback;
  readonly reason: Reason | undefined;
}

/**
 * Asks for the certificate that kube-apiserver made in memory for its connections to itself. A server answers an SNI that matches nothing with
 * its ordinary certificate, so the answer counts only when it proves to be the loopback certificate. A front that routes by SNI refuses this one,
 * or leads it to another server. Then the certificate is not reachable here, which is not a failure.
 */
export async function probeLoopback(further: FurtherProbe): Promise<LoopbackResult> {
  const { endpoint, serving, shake, decode } = further;
  if (!endpoint.target.loopback) return notAsked('disabled');
  if (serving === undefined) return notAsked('no_serving_handshake');
  if (isDynamicListener(serving[0])) return notAsked('dynamiclistener');

  const served = await probeFurtherSni(shake, loopbackServerName, decode);
  const because = whyNotServed(served, serving);
  if (because !== undefined) return { loopback: { state: 'not_served', because }, reason: undefined };
  const { chain, reason } = served;
  if (chain === undefined) return { loopback: { state: 'failed' }, reason };
  const processes = await countProcesses(chain, further);
  return { loopback: { state: 'found', chain, startedAt: loopbackStart(chain[0]), processes }, reason: undefined };
}

/** Undefined: it is served, or that is unknown. A certificate that cannot be decoded is not the loopback certificate. */
function whyNotServed(served: ServedChain, serving: Chain): NotServedReason | undefined {
  const { chain, reason } = served;
  if (chain !== undefined) {
    if (isLoopbackCertificate(chain[0])) return undefined;
    return chain[0].fingerprintSha256 === serving[0].fingerprintSha256 ? 'serving_certificate' : 'other_certificate';
  }
  if (reason === 'certificate_malformed' || reason === 'certificate_too_large') return 'other_certificate';
  return sniRefusal(served);
}

/**
 * Counts the processes. Behind a load balancer each connection may reach another process, and each process has its own loopback
 * certificate.
 */
async function countProcesses(first: Chain, { endpoint, shake, decode }: FurtherProbe): Promise<number> {
  const seen = new Set([first[0].fingerprintSha256]);
  for (let probe = 1; probe < endpoint.target.loopbackLooks; probe++) {
    const { chain } = await probeChain(shake, loopbackServerName, decode);
    if (chain && isLoopbackCertificate(chain[0])) seen.add(chain[0].fingerprintSha256);
  }
  return seen.size;
}

function notAsked(because: Extract<Loopback, { state: 'not_asked' }>['because']): LoopbackResult {
  return { loopback: { state: 'not_asked', because }, reason: undefined };
}
