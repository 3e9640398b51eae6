import type { Endpoint } from '../discovery/target.js';
import type { Decode } from '../x509/decoded.js';
import { assembleReport, type LookParts, type ServingLook, type Timed } from './assemble-report.js';
import type { Shake } from './chain-look.js';
import type { Clock } from './clock.js';
import { type Deadline, deadlineIn } from './deadline.js';
import { decodeChain } from './decode-chain.js';
import { type Dial, type FailedHandshake, type Handshake, handshake } from './handshake.js';
import { lookForLoopback } from './loopback-look.js';
import { judgeNames } from './name-look.js';
import type { Report } from './report.js';

/** All that a probe touches of the world. */
export interface ProbeWorld {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly decode: Decode;
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
  const { target, ip, port } = endpoint;
  const { clock, decode } = world;
  const deadline = deadlineIn(target.timeout, clock, outer);
  const observedAt = clock.now();
  let parts: LookParts = {};
  const learn = (more: LookParts): void => {
    parts = { ...parts, ...more };
  };
  const shake: Shake = (serverName) =>
    handshake(world.dial, clock, {
      ip,
      port,
      serverName,
      secureContext: target.secureContext,
      deadline,
      onConnect: () => learn({ connected: true }),
    });

  publish(() => assembleReport(endpoint, observedAt, parts));
  const shaken = await shake(endpoint.serverName);
  const serving = servingLook(shaken, decode);
  const { chain } = serving;
  learn({ serving });
  await Promise.all([
    shaken.ok &&
      shaken.close().then((refusal) => {
        if (refusal) learn({ serving: { ...serving, reason: refusal } });
      }),
    timed(clock, () => lookForLoopback(endpoint, chain, shake, decode)).then((loopback) => learn({ loopback })),
    timed(clock, () => judgeNames(endpoint, chain, shake, decode)).then((names) => learn({ names })),
  ]);
  return assembleReport(endpoint, observedAt, parts);
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
