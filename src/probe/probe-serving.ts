import { ownTurn } from '../net/own-turn.js';
import type { Decode } from '../x509/certificate.js';
import { askRepeatedly, repetitionOf } from './ask-repeatedly.js';
import type { ServingResult } from './assemble-report.js';
import type { EarlierServers } from './earlier-servers.js';
import type { Endpoint } from './endpoint.js';
import type { FailedHandshake, Handshake } from './handshake.js';
import { decodeChain, type JudgeServed, probeChain, type ServedChain } from './probe-chain.js';
import type { Shakes } from './shakes.js';
import { trustOf } from './trust.js';
import { type JudgedServed, worstServed } from './worst-served.js';

export interface ServingProbe {
  readonly endpoint: Endpoint;
  /** The SNI of the first handshake; undefined: none was sent. */
  readonly serverName: string | undefined;
  readonly shakes: Pick<Shakes, 'oneOfMany' | 'lateAfterHalf'>;
  readonly decode: Decode;
  readonly judge: JudgeServed;
  readonly earlier: Pick<EarlierServers, 'chains'>;
}

/** Returns what the first serving handshake showed. Decodes and judges it in separate turns, because a hostile chain needs all of each. */
export async function servingResult(
  shaken: Handshake | FailedHandshake,
  { endpoint, decode, judge }: Pick<ServingProbe, 'endpoint' | 'decode' | 'judge'>,
): Promise<ServingResult> {
  const served = decodeChain(shaken.certificates, decode);
  await ownTurn();
  return {
    ...judged(served, { endpoint, decode, judge }),
    reason: shaken.ok ? served.reason : shaken.reason,
    tlsVersion: shaken.ok ? shaken.tlsVersion : undefined,
    times: shaken.times,
    probes: 1,
    others: [],
  };
}

function judged(
  served: ServedChain,
  { endpoint, decode, judge }: Pick<ServingProbe, 'endpoint' | 'decode' | 'judge'>,
): JudgedServed {
  const verdict = served.served.length > 0 ? judge(served).trust : undefined;
  return { served, trust: trustOf({ served, verdict, hasCa: endpoint.target.ca !== undefined }, decode) };
}

/**
 * Makes further serving handshakes if the target asks for them, and lets the worst chain decide: of all that were served now and, where servers
 * take turns behind the address, also at earlier probes. A failure of one handshake is a failure of the address.
 */
export async function probeOtherServers(first: ServingResult, probe: ServingProbe): Promise<ServingResult> {
  const { endpoint, serverName, shakes, decode, earlier } = probe;
  if (first.served.served.length === 0) return first;
  const ask = (): Promise<ServedChain> => probeChain(shakes.oneOfMany, serverName, decode);
  const keyOf = ({ key }: ServedChain): string => key;
  const isLate = shakes.lateAfterHalf();
  const answers = await askRepeatedly({ first: first.served, ask, keyOf, isLate }, repetitionOf(endpoint.target));
  const byKey = new Map(answers.filter(({ served }) => served.length > 0).map((served) => [served.key, served]));
  const counting = earlier.chains([...byKey.values()]);
  const all: JudgedServed[] = [];
  for (const served of counting) {
    if (all.length > 0) await ownTurn();
    all.push(judged(served, probe));
  }
  const [worst, ...others] = worstServed(all);
  return {
    ...first,
    ...worst,
    reason: first.reason ?? answers.find(({ reason }) => reason !== undefined)?.reason,
    probes: answers.length,
    others: others.map(({ served }) => served),
  };
}
