import type { Endpoint } from '../discovery/target.js';
import type { Truncation } from '../discovery/truncation.js';
import type { Chain } from '../x509/certificate.js';
import type { HandshakeTimes } from './handshake.js';
import type { HttpLook } from './http-look.js';
import type { LoopbackLook } from './loopback-look.js';
import type { NamesLook } from './name-look.js';
import type { Reason } from './reason.js';
import type { Loopback, Probe, Report } from './report.js';
import { trustOf } from './trust.js';

/** What a look has shown so far; a part that is missing has not ended. */
export interface LookParts {
  readonly connected?: boolean;
  readonly serving?: ServingLook;
  readonly loopback?: Timed<LoopbackLook>;
  readonly names?: Timed<NamesLook>;
  readonly http?: Timed<HttpLook>;
  /** A chain was longer than is read. */
  readonly chainCut?: boolean;
}

export interface ServingLook {
  readonly chain: Chain | undefined;
  /** Why there is no chain, why it is cut, or why the server refused us after it had shown it. */
  readonly reason: Reason | undefined;
  readonly verdict: string | undefined;
  readonly tlsVersion: string | undefined;
  readonly times: HandshakeTimes;
}

export interface Timed<T> {
  readonly value: T;
  readonly seconds: number;
}

/**
 * The report of a look that ends now: with every part it is the whole look; what has not ended yet counts as timed out. So a scrape whose
 * deadline comes before the look's own still shows what was seen.
 */
export function assembleReport(endpoint: Endpoint, observedAt: number, parts: LookParts): Report {
  const { target, address } = endpoint;
  const ended = [servingPart(parts, target.ca), loopbackPart(parts), namesPart(parts), httpPart(parts)] as const;
  const [serving, loopback, names, http] = ended;
  return {
    target: target.name,
    labels: target.labels,
    address,
    observedAt,
    ...serving.seen,
    ...loopback.seen,
    ...names.seen,
    ...http.seen,
    failures: ended.flatMap(({ probe, reason }) => (reason === undefined ? [] : [{ probe, reason }])),
    phases: { ...serving.phases, ...loopback.phases, ...names.phases, ...http.phases },
    truncated: [...endpoint.truncated, ...truncatedIn(parts)],
  };
}

function truncatedIn({ chainCut, http }: LookParts): readonly Truncation[] {
  return [...(chainCut ? ['chain' as const] : []), ...(http?.value.healthCut ? ['health_checks' as const] : [])];
}

/** One part of the report, and why it failed, if it did. */
interface Part<Key extends keyof Report> {
  readonly probe: Probe;
  readonly seen: Pick<Report, Key>;
  readonly reason: Reason | undefined;
  readonly phases: Report['phases'];
}

function servingPart(
  { serving, connected }: LookParts,
  ca: readonly Uint8Array[] | undefined,
): Part<'serving' | 'trust' | 'tlsVersion'> {
  const chain = serving?.chain;
  return {
    probe: 'serving',
    seen: {
      serving: chain,
      trust: chain ? trustOf(chain, serving.verdict, ca) : { state: 'unknown' },
      tlsVersion: serving?.tlsVersion,
    },
    reason: serving ? serving.reason : connected ? 'tls_timeout' : 'connect_timeout',
    phases: serving ? { ...serving.times } : {},
  };
}

function loopbackPart({ loopback, serving }: LookParts): Part<'loopback'> {
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

function namesPart({ names }: LookParts): Part<'names'> {
  return {
    probe: 'name',
    seen: { names: names?.value.verdicts ?? [] },
    reason: names?.value.reason,
    phases: names?.value.asked ? { names: names.seconds } : {},
  };
}

function httpPart({ http, serving }: LookParts): Part<'http'> {
  return {
    probe: 'http',
    seen: { http: http?.value.evidence },
    // A server that has refused our missing client certificate has said so already.
    reason: serving?.reason ? undefined : http?.value.reason,
    phases: http ? { http: http.seconds } : {},
  };
}
