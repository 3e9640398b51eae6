import type { Endpoint } from '../discovery/target.js';
import type { Chain } from '../x509/certificate.js';
import type { Decode } from '../x509/decoded.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { loopbackServerName, loopbackStart } from '../x509/loopback.js';
import { lookAtChain, type Shake } from './chain-look.js';
import type { Reason } from './reason.js';
import type { Loopback } from './report.js';

export interface LoopbackLook {
  readonly loopback: Loopback;
  readonly reason: Reason | undefined;
}

/**
 * Asks for the certificate that kube-apiserver made in memory for its connections to itself. An SNI that matches nothing is answered with
 * the ordinary certificate, so what comes counts only when it proves itself. `serving` is the chain of the serving handshake.
 */
export async function lookForLoopback(
  endpoint: Endpoint,
  serving: Chain | undefined,
  shake: Shake,
  decode: Decode,
): Promise<LoopbackLook> {
  if (!endpoint.target.loopback) return notAsked('disabled');
  if (serving === undefined) return notAsked('no_serving_handshake');
  if (isDynamicListener(serving[0])) return notAsked('dynamiclistener');

  const { chain, reason } = await lookAtChain(shake, loopbackServerName, decode);
  if (chain === undefined) return { loopback: { state: 'failed' }, reason };
  const startedAt = loopbackStart(chain[0]);
  if (startedAt === undefined) return { loopback: { state: 'not_served' }, reason: undefined };
  const processes = await countProcesses(chain, endpoint.target.loopbackLooks, shake, decode);
  return { loopback: { state: 'found', chain, startedAt, processes }, reason: undefined };
}

/** Behind a load balancer each connection may reach another process, and each process has a loopback certificate of its own. */
async function countProcesses(first: Chain, looks: number, shake: Shake, decode: Decode): Promise<number> {
  const seen = new Set([first[0].fingerprintSha256]);
  for (let look = 1; look < looks; look++) {
    const { chain } = await lookAtChain(shake, loopbackServerName, decode);
    if (chain && loopbackStart(chain[0]) !== undefined) seen.add(chain[0].fingerprintSha256);
  }
  return seen.size;
}

function notAsked(because: Extract<Loopback, { state: 'not_asked' }>['because']): LoopbackLook {
  return { loopback: { state: 'not_asked', because }, reason: undefined };
}
