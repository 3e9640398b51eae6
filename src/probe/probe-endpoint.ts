import type { Clock } from '../net/clock.js';
import { type Deadline, deadlineIn, within } from '../net/deadline.js';
import { type Progress, startProgress } from '../net/progress.js';
import { assembleReport, type ProbeParts, type ServingResult, type Timed } from './assemble-report.js';
import { earlierServers } from './earlier-servers.js';
import type { Endpoint } from './endpoint.js';
import { meet } from './meet.js';
import type { JudgeServed } from './probe-chain.js';
import type { ProbeDependencies } from './probe-dependencies.js';
import { type HttpProbe, probeHttp } from './probe-http.js';
import { type LoopbackResult, probeLoopback } from './probe-loopback.js';
import { type NamesProbe, probeNames } from './probe-names.js';
import type { ProcessMemory, ProcessPlace } from './process-memory.js';
import { probeOtherServers, servingResult } from './probe-serving.js';
import type { JudgedNames } from './judge-names.js';
import type { Report } from './report.js';
import { createShakes, type Shakes } from './shakes.js';

export type EndpointDependencies = Omit<ProbeDependencies, 'resolve'>;

type Learn = (more: Partial<ProbeParts>) => void;

/**
 * Probes one endpoint, as soon as it has its turn and the concurrency limit allows it. Ends by the deadline or the target's timeout, whichever
 * is earlier, plus the short grace of a polite close.
 */
export function probeEndpoint(
  endpoint: Endpoint,
  dependencies: EndpointDependencies,
  deadline: Deadline,
): Progress<Report> {
  const { clock, concurrency, takeTurn } = dependencies;
  const observedAt = clock.now();
  return startProgress<ProbeParts, Report>(
    (parts) => assembleReport(endpoint, { observedAt, ...parts }),
    (learn) =>
      takeTurn(keyOf(endpoint), () =>
        concurrency.run(async () => {
          learn({ observedAt: clock.now() });
          await probeParts(endpoint, dependencies, deadlineIn(endpoint.target.timeout, clock, deadline), learn);
        }),
      ),
  );
}

/** The address, and how it is dialled: a gateway or a router by SNI has many servers at one address. */
function keyOf({ address, proxy, serverName, path }: Endpoint): string {
  const way = typeof proxy === 'object' ? [proxy.scheme, proxy.host, proxy.port] : proxy;
  return JSON.stringify([address, way, serverName, path]);
}

async function probeParts(
  endpoint: Endpoint,
  dependencies: EndpointDependencies,
  deadline: Deadline,
  learn: Learn,
): Promise<void> {
  const { clock, dial, decode } = dependencies;
  const shakes = createShakes(endpoint, {
    dial,
    clock,
    deadline,
    onConnect: () => learn({ connected: true }),
    onChainCut: () => learn({ chainCut: true }),
  });
  const { shaken, serverName } = await meet(endpoint, shakes.shakeIn, dependencies);
  const judge = judgeFor(endpoint, dependencies);
  const first = await servingResult(shaken, { endpoint, decode, judge });
  learn({ serving: first });
  const earlier = earlierServers(endpoint, dependencies.servers, clock);
  const serving = await probeOtherServers(first, { endpoint, serverName, shakes, decode, judge, earlier });
  learn({ serving });

  const otherChains = serving.others.flatMap(({ chain }) => (chain ? [chain] : []));
  const loopback = timed(clock, async () =>
    earlier.processes(
      await probeLoopback({ endpoint, serving: serving.served.chain, others: otherChains, shakes, decode }),
    ),
  );
  const finishServing = async (): Promise<void> => {
    if (!shaken.ok) return;
    const { chain } = first.served;
    if (endpoint.target.http && chain) {
      const { shakeIn } = shakes;
      await askHttp(
        { endpoint, serving: shaken, serverName, chain, judge, decode, clock, deadline, shakeIn },
        loopback,
        {
          ...dependencies,
          learn,
        },
      );
    }
    const refusal = await shaken.close();
    if (refusal) learn({ serving: { ...serving, reason: refusal } });
  };
  await Promise.all([
    finishServing(),
    loopback.then((ended) => learn({ loopback: ended })),
    askNames({ endpoint, serving, shakes, judge }, dependencies, learn),
  ]);
}

/** The share of the time that is left for which HTTP waits for the loopback certificate, which tells the process. */
const patienceForProcess = 1 / 2;

interface HttpDependencies extends Pick<EndpointDependencies, 'processes' | 'refusedPaths' | 'clock'> {
  readonly learn: Learn;
}

async function askHttp(
  probe: Omit<HttpProbe, 'known' | 'process' | 'refusedPaths'>,
  loopback: Promise<Timed<LoopbackResult>>,
  { processes, refusedPaths, clock, learn }: HttpDependencies,
): Promise<void> {
  const begun = clock.monotonic();
  // Where the loopback handshake hangs, HTTP goes on, as if the process were not known.
  const { target, address } = probe.endpoint;
  const place = { target: target.name, address, serverName: probe.serverName };
  const process = within(
    begun + (probe.deadline - begun) * patienceForProcess,
    clock,
    loopback.then(({ value }) => processIn(value, place, processes)),
    undefined,
  );
  const known = {
    hasVersion: processes.hasVersion(place),
    facts: process.then((seen) => (seen === undefined ? {} : processes.get(place, seen))),
  };
  const http = await timed(clock, () => probeHttp({ ...probe, process, known, refusedPaths }));
  learn({ http });
  const seen = await process;
  if (seen !== undefined) processes.learn(place, seen, http.value.evidence);
}

interface NamesSubject extends Pick<NamesProbe, 'endpoint' | 'judge'> {
  readonly serving: ServingResult;
  readonly shakes: Shakes;
}

async function askNames(
  { endpoint, judge, serving: { served: serving, others }, shakes }: NamesSubject,
  { decode, clock, names: memory }: EndpointDependencies,
  learn: Learn,
): Promise<void> {
  const shake = shakes.oneOfMany;
  const onProgress = (namesSoFar: () => JudgedNames): void => learn({ namesSoFar });
  const probe = { endpoint, serving, others, judge, shake, decode, memory, clock, onProgress };
  learn({ names: await timed(clock, () => probeNames(probe)) });
}

/** The fingerprint of a process. Undefined: not known, or several answer, and nobody knows which one the requests reach. */
function processIn({ loopback }: LoopbackResult, place: ProcessPlace, processes: ProcessMemory): string | undefined {
  if (loopback.state !== 'found') return undefined;
  if (loopback.processes.length === 1) return loopback.chain[0].fingerprintSha256;
  processes.forget(place);
  return undefined;
}

/** Judges by the target's CA. That of a gateway says nothing of a server whose certificate it has not signed. */
function judgeFor({ target }: Endpoint, { judge, clock }: EndpointDependencies): JudgeServed {
  if (target.isVerified === false) return () => ({ trust: undefined, under: () => undefined });
  return ({ served, key }) => {
    const now = clock.now();
    const verdict = judge({ served, key, roots: target.ca, now });
    const { isCaOfGateway = false } = target;
    const isOther = verdict.trust?.accepted === false && verdict.trust.reason === 'unknown_authority';
    return isCaOfGateway && isOther ? judge({ served, key, roots: undefined, now }) : verdict;
  };
}

async function timed<T>(clock: Clock, work: () => Promise<T>): Promise<Timed<T>> {
  const begun = clock.monotonic();
  const value = await work();
  return { value, seconds: (clock.monotonic() - begun) / 1000 };
}
