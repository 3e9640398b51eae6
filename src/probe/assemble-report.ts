import type { Endpoint } from './endpoint.js';
import type { HandshakeTimes } from './handshake.js';
import type { HttpResult } from './ask-http.js';
import type { LoopbackResult } from './probe-loopback.js';
import type { NamesResult } from './probe-names.js';
import type { Reason } from './reason.js';
import type { ServedChain } from './probe-chain.js';
import type { JudgedNames } from './judge-names.js';
import { withoutNamesNotHere } from './names-not-here.js';
import type { Answers, Loopback, Probe, Report, Trust } from './report.js';
import type { Truncation } from './truncation.js';

/** What a probe has shown so far; a part that is missing has not ended. */
export interface ProbeParts {
  /** Unix seconds at which the probe began. */
  readonly observedAt: number;
  readonly connected?: boolean;
  readonly serving?: ServingResult;
  readonly loopback?: Timed<LoopbackResult>;
  readonly names?: Timed<NamesResult>;
  /** The verdicts on names while the others are still probed. */
  readonly namesSoFar?: () => JudgedNames;
  readonly http?: Timed<HttpResult>;
  /** Whether a chain was longer than the limit. */
  readonly chainCut?: boolean;
}

export interface ServingResult {
  readonly served: ServedChain;
  readonly trust: Trust;
  /** Why there is no chain, why it is cut, or why the server refused us after it had shown one. */
  readonly reason: Reason | undefined;
  readonly tlsVersion: string | undefined;
  readonly times: HandshakeTimes;
  /** How many handshakes were made. */
  readonly probes: number;
  /** What further servers behind the address serve, the worst first, none of them worse than `served`. */
  readonly others: readonly ServedChain[];
}

export interface Timed<T> {
  readonly value: T;
  readonly seconds: number;
}

/**
 * Builds the report of a probe that ends now. A part that has not finished counts as timed out, so that a scrape whose deadline comes first
 * still shows what was seen.
 */
export function assembleReport(endpoint: Endpoint, parts: ProbeParts): Report {
  const { target, address, serverName } = endpoint;
  const { observedAt } = parts;
  const [serving, loopback, http] = [servingPart(parts, endpoint), loopbackPart(parts), httpPart(parts)];
  const names = namesPart(parts, loopback.seen.loopback);
  const ended = [serving, loopback, names, http];
  return {
    target: target.name,
    labels: target.labels,
    address,
    serverName,
    path: endpoint.path,
    observedAt,
    ...(target.kind && { kind: target.kind }),
    ...(target.isVerified === false && { isVerified: false }),
    ...serving.seen,
    ...loopback.seen,
    ...names.seen,
    ...http.seen,
    failures: ended.flatMap(({ probe, reason, status }) =>
      reason === undefined ? [] : [{ probe, reason, ...(status !== undefined && { status }) }],
    ),
    phases: { ...serving.phases, ...loopback.phases, ...names.phases, ...http.phases },
    truncated: [...endpoint.truncated, ...truncationsOf(parts)],
  };
}

function truncationsOf({ chainCut, http, names }: ProbeParts): readonly Truncation[] {
  return [
    ...(chainCut ? ['chain' as const] : []),
    ...(names?.value.cut ? ['name_chains' as const] : []),
    ...(http?.value.healthCut ? ['health_checks' as const] : []),
  ];
}

/** One part of the report, and why it failed, if it did. */
interface Part<Key extends keyof Report> {
  readonly probe: Probe;
  readonly seen: Pick<Report, Key>;
  readonly reason: Reason | undefined;
  /** The status of the HTTP answer, if it is the reason. */
  readonly status?: number | undefined;
  readonly phases: Report['phases'];
}

function servingPart(
  { serving, connected, loopback }: ProbeParts,
  { proxy }: Endpoint,
): Part<'serving' | 'answers' | 'trust' | 'tlsVersion'> {
  const notConnected = proxy ? 'proxy' : 'connect_timeout';
  return {
    probe: 'serving',
    seen: {
      serving: serving?.served.chain,
      answers: serving ? answersOf(serving, loopback?.value.probes) : { probes: 0, chains: [] },
      trust: serving?.trust ?? { state: 'unknown', refusal: undefined },
      tlsVersion: serving?.tlsVersion,
    },
    reason: serving ? serving.reason : connected ? 'tls_timeout' : notConnected,
    phases: serving ? { ...serving.times } : {},
  };
}

function answersOf({ probes, served, others }: ServingResult, loopbackProbes = 0): Answers {
  return {
    probes: Math.max(probes, loopbackProbes),
    chains: [served, ...others].flatMap(({ chain }) => (chain ? [chain] : [])),
  };
}

function loopbackPart({ loopback, serving }: ProbeParts): Part<'loopback'> {
  const state: Loopback =
    loopback?.value.loopback ??
    (serving ? { state: 'failed' } : { state: 'not_asked', because: 'no_serving_handshake' });
  return {
    probe: 'loopback',
    seen: { loopback: state },
    reason: loopback ? loopback.value.reason : serving && 'tls_timeout',
    phases: loopback && state.state !== 'not_asked' ? { loopback: loopback.seconds } : {},
  };
}

function namesPart({ names, namesSoFar, serving }: ProbeParts, loopback: Loopback): Part<'names' | 'namesNotHere'> {
  const begun = serving !== undefined && serving.served.served.length > 0;
  const judged = names?.value.judged ?? namesSoFar?.();
  return {
    probe: 'name',
    seen: judged ? withoutNamesNotHere(judged, loopback) : { names: [], namesNotHere: [] },
    reason: names ? names.value.reason : begun ? 'tls_timeout' : undefined,
    phases: names?.value.asked ? { names: names.seconds } : {},
  };
}

function httpPart({ http, serving, loopback }: ProbeParts): Part<'http'> {
  const evidence = http?.value.evidence;
  const seen = loopback?.value.loopback;
  // Where several processes answer, nobody knows which one gave its start time.
  const several = seen?.state === 'found' && seen.processes.length > 1;
  // A failure of the serving handshake, such as a refusal of our missing client certificate, is already reported there.
  const fault = serving?.reason ? undefined : http?.value.fault;
  return {
    probe: 'http',
    seen: { http: evidence && several ? { ...evidence, startedAt: undefined } : evidence },
    reason: undefined,
    ...fault,
    phases: http ? { http: http.seconds } : {},
  };
}
