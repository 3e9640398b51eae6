import type { Chain } from '../x509/certificate.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { isLoopbackCertificate, loopbackServerName, loopbackStart } from '../x509/loopback-start.js';
import { askRepeatedly, repetitionOf } from './ask-repeatedly.js';
import { type FurtherProbe, probeChain, type ServedChain } from './probe-chain.js';
import type { Reason } from './reason.js';
import type { Loopback, NotServedReason, ShownProcess } from './report.js';
import type { Shakes } from './shakes.js';
import { probeFurtherSni, sniRefusal } from './sni-refusal.js';

export interface LoopbackResult {
  readonly loopback: Loopback;
  readonly reason: Reason | undefined;
  /** How many handshakes were made for it, beyond a second try. */
  readonly probes: number;
}

export interface LoopbackProbe extends Omit<FurtherProbe, 'shake'> {
  readonly shakes: Omit<Shakes, 'shakeIn'>;
  /** What other servers behind the address serve. */
  readonly others: readonly Chain[];
}

/**
 * Asks for the certificate that kube-apiserver made in memory for its connections to itself. A server answers an SNI that matches nothing with
 * its ordinary certificate, so the answer counts only when it proves to be the loopback certificate. A front that routes by SNI refuses this one,
 * or leads it to another server. Then the certificate is not reachable here, which is not a failure.
 */
export async function probeLoopback(further: LoopbackProbe): Promise<LoopbackResult> {
  const { endpoint, serving, shakes, decode } = further;
  if (!endpoint.target.loopback) return notAsked('disabled');
  if (serving === undefined) return notAsked('no_serving_handshake');
  if (endpoint.path !== '') return notAsked('gateway');
  if (isDynamicListener(serving[0])) return notAsked('dynamiclistener');

  const served = await probeFurtherSni(shakes.once, loopbackServerName, decode);
  const because = whyNotServed(served, [serving, ...further.others]);
  if (because !== undefined) return { loopback: { state: 'not_served', because }, reason: undefined, probes: 1 };
  const { chain, reason } = served;
  if (chain === undefined) return { loopback: { state: 'failed' }, reason, probes: 1 };
  const { others, probes } = await otherProcesses(chain, further);
  return { loopback: foundLoopback(shownProcess(chain), others), reason: undefined, probes };
}

/** What is served is no certificate that a kube-apiserver makes for itself. */
const unlike: readonly (Reason | undefined)[] = [
  'certificate_malformed',
  'certificate_too_large',
  'certificate_too_costly',
];

/** Undefined: it is served, or that is unknown. A certificate that cannot be decoded is not the loopback certificate. */
function whyNotServed(served: ServedChain, servings: readonly Chain[]): NotServedReason | undefined {
  const { chain, reason } = served;
  if (chain !== undefined) {
    if (isLoopbackCertificate(chain[0])) return undefined;
    const isServing = servings.some((serving) => fingerprintOf(serving) === fingerprintOf(chain));
    return isServing ? 'serving_certificate' : 'other_certificate';
  }
  if (unlike.includes(reason)) return 'other_certificate';
  return sniRefusal(served);
}

/** Returns each further process that answers, and how many handshakes it took. Each has a loopback certificate of its own. */
async function otherProcesses(
  first: Chain,
  { endpoint, shakes, decode }: LoopbackProbe,
): Promise<{ readonly others: readonly ShownProcess[]; readonly probes: number }> {
  const answers = await askRepeatedly<Chain | undefined>(
    {
      first,
      ask: async () => {
        const { chain } = await probeChain(shakes.oneOfMany, loopbackServerName, decode);
        return chain && isLoopbackCertificate(chain[0]) ? chain : undefined;
      },
      keyOf: (chain = first) => fingerprintOf(chain),
      isLate: shakes.lateAfterHalf(),
    },
    repetitionOf(endpoint.target),
  );
  const others = answers.flatMap((chain) => (chain === undefined || chain === first ? [] : [shownProcess(chain)]));
  const byFingerprint = new Map(others.map((process) => [fingerprintOf(process.chain), process]));
  byFingerprint.delete(fingerprintOf(first));
  return { others: [...byFingerprint.values()], probes: answers.length };
}

function shownProcess(chain: Chain): ShownProcess {
  return { chain, startedAt: loopbackStart(chain[0]) };
}

function fingerprintOf([leaf]: Chain): string {
  return leaf.fingerprintSha256;
}

/** The process whose certificate ends first stands for all, because a client may reach any of them. */
export function foundLoopback(
  one: ShownProcess,
  others: readonly ShownProcess[],
): Extract<Loopback, { state: 'found' }> {
  const [first = one, ...rest] = [one, ...others].toSorted((a, b) => a.chain[0].notAfter - b.chain[0].notAfter);
  return { state: 'found', ...first, processes: [first, ...rest] };
}

function notAsked(because: Extract<Loopback, { state: 'not_asked' }>['because']): LoopbackResult {
  return { loopback: { state: 'not_asked', because }, reason: undefined, probes: 0 };
}
