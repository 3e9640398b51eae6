import type { Clock } from '../net/clock.js';
import { type Deadline, deadlineIn } from '../net/deadline.js';
import { type Progress, startProgress } from '../net/progress.js';
import { tlsContext } from '../net/tls-context.js';
import { type HandshakeEnd, withGroups } from '../net/with-groups.js';
import type { Chain, Decode } from '../x509/certificate.js';
import { assembleReport, type ProbeParts, type ServingResult, type Timed } from './assemble-report.js';
import type { Endpoint } from './endpoint.js';
import { type FailedHandshake, type Handshake, handshake } from './handshake.js';
import { decodeChain, type JudgeServed, maxChainLength, type ShakeIn } from './probe-chain.js';
import type { ProbeDependencies } from './probe-dependencies.js';
import { type HttpResult, probeHttp } from './probe-http.js';
import { type LoopbackResult, probeLoopback } from './probe-loopback.js';
import { type NamesProbe, probeNames } from './probe-names.js';
import type { JudgedNames } from './judge-names.js';
import type { Report } from './report.js';
import type { SeenProcess, StartTimeCache } from './start-time-cache.js';
import { trustOf } from './trust.js';

export type EndpointDependencies = Omit<ProbeDependencies, 'resolve'>;

type Learn = (more: Partial<ProbeParts>) => void;

/**
 * Probes one endpoint, as soon as the concurrency limit allows it. Ends by the deadline or the target's timeout, whichever is earlier, plus
 * the short grace of a polite close.
 */
export function probeEndpoint(
  endpoint: Endpoint,
  dependencies: EndpointDependencies,
  deadline: Deadline,
): Progress<Report> {
  const { clock, concurrency } = dependencies;
  const observedAt = clock.now();
  return startProgress<ProbeParts, Report>(
    (parts) => assembleReport(endpoint, { observedAt, ...parts }),
    (learn) =>
      concurrency.run(async () => {
        learn({ observedAt: clock.now() });
        await probeParts(endpoint, dependencies, deadlineIn(endpoint.target.timeout, clock, deadline), learn);
      }),
  );
}

async function probeParts(
  endpoint: Endpoint,
  dependencies: EndpointDependencies,
  deadline: Deadline,
  learn: Learn,
): Promise<void> {
  const { clock, decode, startTimes } = dependencies;
  const shakeIn = createShake(endpoint, dependencies, deadline, learn);
  const shake = (serverName: string | undefined) => shakeIn(serverName, tlsContext());
  const shaken = await shake(endpoint.serverName);
  const judge = judgeFor(endpoint, dependencies);
  const serving = servingResult(shaken, { endpoint, decode, judge });
  const { chain } = serving.served;
  learn({ serving });

  const loopback = timed(clock, () => probeLoopback({ endpoint, serving: chain, shake, decode }));
  const askHttp = async (served: Handshake, servedChain: Chain): Promise<void> => {
    const process = loopback.then(({ value }) => seenProcess(endpoint, value));
    const knownStart = process.then((known) => (known === undefined ? undefined : startTimes.get(known)));
    const http = await timed(clock, () =>
      probeHttp({
        endpoint,
        serving: served,
        chain: servedChain,
        verdict: judge(serving.served),
        clock,
        deadline,
        shakeIn,
        knownStart,
      }),
    );
    learn({ http });
    remember(startTimes, await process, http.value);
  };
  const finishServing = async (): Promise<void> => {
    if (!shaken.ok) return;
    if (endpoint.target.http && chain) await askHttp(shaken, chain);
    const refusal = await shaken.close();
    if (refusal) learn({ serving: { ...serving, reason: refusal } });
  };
  await Promise.all([
    finishServing(),
    loopback.then((ended) => learn({ loopback: ended })),
    askNames({ endpoint, serving: serving.served, shakeIn, judge }, dependencies, learn),
  ]);
}

type NamesSubject = Pick<NamesProbe, 'endpoint' | 'serving' | 'judge'> & { readonly shakeIn: ShakeIn };

async function askNames(
  { shakeIn, ...subject }: NamesSubject,
  { decode, clock, names: memory }: EndpointDependencies,
  learn: Learn,
): Promise<void> {
  const shake = (serverName: string | undefined) => shakeIn(serverName, tlsContext(), { patience: patienceForNames });
  const onProgress = (namesSoFar: () => JudgedNames): void => learn({ namesSoFar });
  learn({ names: await timed(clock, () => probeNames({ ...subject, shake, decode, memory, clock, onProgress })) });
}

/** A front may be silent for some names. The handshake for one of them takes a third of the time that is left, so that others get theirs. */
const patienceForNames = 1 / 3;

/** Every handshake with the endpoint goes through here. */
function createShake(
  { address, ip, port, proxy }: Endpoint,
  { dial, clock }: EndpointDependencies,
  deadline: Deadline,
  learn: Learn,
): ShakeIn {
  const onConnect = (): void => learn({ connected: true });
  let hasShown = false;
  return async (serverName, context, { accepts, patience = 1 } = {}) => {
    const now = clock.monotonic();
    const own = patience === 1 ? deadline : now + (deadline - now) * patience;
    const request = { ip, port, proxy, serverName, deadline: own, onConnect, ...(accepts && { accepts }) };
    const shaken = await withGroups({
      server: address,
      context,
      mayRetry: !hasShown,
      shake: (secureContext) => handshake(dial, clock, { ...request, secureContext }),
      endOf,
    });
    hasShown ||= endOf(shaken) === 'shown';
    if (shaken.certificates.length > maxChainLength) learn({ chainCut: true });
    return shaken;
  };
}

function endOf(shaken: Handshake | FailedHandshake): HandshakeEnd {
  if (shaken.ok || shaken.certificates.length > 0) return 'shown';
  return shaken.reason === 'handshake' ? 'refused' : 'failed';
}

function seenProcess({ target, address }: Endpoint, { loopback }: LoopbackResult): SeenProcess | undefined {
  if (loopback.state !== 'found') return undefined;
  return { target: target.name, address, fingerprint: loopback.chain[0].fingerprintSha256 };
}

function remember(startTimes: StartTimeCache, process: SeenProcess | undefined, { evidence }: HttpResult): void {
  if (process !== undefined && evidence.startedAt !== undefined) startTimes.set(process, evidence.startedAt);
}

/** Judges by the target's CA. */
function judgeFor({ target }: Endpoint, { judge, clock }: EndpointDependencies): JudgeServed {
  return ({ served, key }) => judge({ served, key, roots: target.ca, now: clock.now() });
}

function servingResult(
  shaken: Handshake | FailedHandshake,
  { endpoint, decode, judge }: { readonly endpoint: Endpoint; readonly decode: Decode; readonly judge: JudgeServed },
): ServingResult {
  const served = decodeChain(shaken.certificates, decode);
  const verdict = served.served.length > 0 ? judge(served).trust : undefined;
  return {
    served,
    trust: trustOf({ served, verdict, hasCa: endpoint.target.ca !== undefined }, decode),
    reason: shaken.ok ? served.reason : shaken.reason,
    tlsVersion: shaken.ok ? shaken.tlsVersion : undefined,
    times: shaken.times,
  };
}

async function timed<T>(clock: Clock, work: () => Promise<T>): Promise<Timed<T>> {
  const begun = clock.monotonic();
  const value = await work();
  return { value, seconds: (clock.monotonic() - begun) / 1000 };
}
