import type { Chain } from '../x509/certificate.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { isLoopbackCertificate, loopbackServerName, loopbackStart } from '../x509/loopback-start.js';
import { type FurtherProbe, probeChain } from './probe-chain.js';
import type { Reason } from './reason.js';
import type { Loopback } from './report.js';

export interface LoopbackResult {
  readonly loopback: Loopback;
  readonly reason: Reason | undefined;
}

/**
 * Asks for the certificate that kube-apiserver made in memory for its connections to itself. A server answers an SNI that matches nothing with
 * its ordinary certificate, so the answer counts only when it proves to be the loopback certificate.
 */
export async function probeLoopback(further: FurtherProbe): Promise<LoopbackResult> {
  const { endpoint, serving, shake, decode } = further;
  if (!endpoint.target.loopback) return notAsked('disabled');
  if (serving === undefined) return notAsked('no_serving_handshake');
  if (isDynamicListener(serving[0])) return notAsked('dynamiclistener');

  const { chain, reason } = await probeChain(shake, loopbackServerName, decode);
  if (chain === undefined) return { loopback: { state: 'failed' }, reason };
  if (!isLoopbackCertificate(chain[0])) return { loopback: { state: 'not_served' }, reason: undefined };
  const processes = await countProcesses(chain, further);
  return { loopback: { state: 'found', chain, startedAt: loopbackStart(chain[0]), processes }, reason: undefined };
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
