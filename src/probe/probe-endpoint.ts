import type { Endpoint } from '../discovery/target.js';
import type { Chain } from '../x509/certificate.js';
import type { Decode } from '../x509/decoded.js';
import { assembleReport, type LookParts, type ServingLook, type Timed } from './assemble-report.js';
import type { Clock } from './clock.js';
import { type Deadline, deadlineIn } from './deadline.js';
import { decodeChain } from './decode-chain.js';
import { type Dial, type FailedHandshake, type Handshake, handshake, type ShakeIn } from './handshake.js';
import { type HttpLook, lookOverHttp } from './http-look.js';
import { type LoopbackLook, lookForLoopback } from './loopback-look.js';
import { judgeNames } from './name-look.js';
import type { Report } from './report.js';
import { maxChainLength } from './served-certificates.js';
import type { SeenProcess, StartTimes } from './start-times.js';

/** All that a probe touches of the world. */
export interface ProbeWorld {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly decode: Decode;
  readonly startTimes: StartTimes;
}

/**
 * One look at one endpoint. Never rejects; ends by the deadline, or the target's timeout when that is earlier, and then within the short
 * grace that a polite close takes. `publish` is called once, with what tells the report that the look would give if it ended then.
 */
export async function probeEndpoint(
  endpoint: Endpoint,
  world: ProbeWorld,
  outer: Deadline,
  publish: (soFar: () => Report) => void = () => undefined,
): Promise<Report> {
  const { clock, decode } = world;
  const observedAt = clock.now();
  const deadline = deadlineIn(endpoint.target.timeout, clock, outer);
  let parts: LookParts = {};
  const learn = (more: LookParts): void => {
    parts = { ...parts, ...more };
  };
  const report = (): Report => assembleReport(endpoint, observedAt, parts);
  const shakeIn = createShake(endpoint, world, deadline, learn);
  const shake = (serverName: string | undefined) => shakeIn(serverName, endpoint.target.secureContext);

  publish(report);
  const shaken = await shake(endpoint.serverName);
  const serving = servingLook(shaken, decode);
  const { chain } = serving;
  learn({ serving });

  const loopback = timed(clock, () => lookForLoopback(endpoint, chain, shake, decode));
  const askHttp = async (served: Handshake, servedChain: Chain): Promise<void> => {
    const process = loopback.then(({ value }) => seenProcess(endpoint, value));
    const ask = { endpoint, serving: served, chain: servedChain, clock, deadline, shakeIn };
    const http = await timed(clock, () =>
      lookOverHttp({
        ...ask,
        knownStart: process.then((known) => (known === undefined ? undefined : world.startTimes.get(known))),
      }),
    );
    learn({ http });
    remember(world.startTimes, await process, http.value);
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
    timed(clock, () => judgeNames(endpoint, chain, shake, decode)).then((names) => learn({ names })),
  ]);
  return report();
}

function createShake(
  { target, ip, port }: Endpoint,
  { dial, clock }: ProbeWorld,
  deadline: Deadline,
  learn: (more: LookParts) => void,
): ShakeIn {
  const ca = target.ca ?? [];
  const onConnect = (): void => learn({ connected: true });
  return async (serverName, secureContext) => {
    const shaken = await handshake(dial, clock, { ip, port, serverName, secureContext, ca, deadline, onConnect });
    if (shaken.certificates.length <= maxChainLength) return shaken;
    learn({ chainCut: true });
    return { ...shaken, certificates: shaken.certificates.slice(0, maxChainLength) };
  };
}

function seenProcess({ target, address }: Endpoint, { loopback }: LoopbackLook): SeenProcess | undefined {
  if (loopback.state !== 'found') return undefined;
  return { target: target.name, address, fingerprint: loopback.chain[0].fingerprintSha256 };
}

function remember(startTimes: StartTimes, process: SeenProcess | undefined, { evidence }: HttpLook): void {
  if (process !== undefined && evidence.startedAt !== undefined) startTimes.set(process, evidence.startedAt);
}

function servingLook(shaken: Handshake | FailedHandshake, decode: Decode): ServingLook {
  const { chain, reason } = decodeChain(shaken.certificates, decode);
  const { times } = shaken;
  return shaken.ok
    ? { chain, reason, verdict: shaken.verdict, tlsVersion: shaken.tlsVersion, times }
    : { chain, reason: shaken.reason, verdict: 'HANDSHAKE_INCOMPLETE', tlsVersion: undefined, times };
}

async function timed<T>(clock: Clock, work: () => Promise<T>): Promise<Timed<T>> {
  const begun = clock.monotonic();
  const value = await work();
  return { value, seconds: (clock.monotonic() - begun) / 1000 };
}
