import type { Endpoint } from '../discovery/target.js';
import type { Decode } from '../x509/decoded.js';
import type { Shake } from './chain-look.js';
import type { Clock } from './clock.js';
import { type Deadline, deadlineIn } from './deadline.js';
import { decodeChain } from './decode-chain.js';
import { type Dial, handshake } from './handshake.js';
import { lookForLoopback } from './loopback-look.js';
import { judgeNames } from './name-look.js';
import type { Loopback, Probe, ProbeFailure, Report } from './report.js';
import { trustOf } from './trust.js';

/** All that a probe touches of the world. */
export interface ProbeWorld {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly decode: Decode;
}

/**
 * One look at one endpoint. Never rejects; ends by the deadline, or the target's timeout when that is earlier, and then within the short
 * grace that a polite close takes.
 */
export async function probeEndpoint(endpoint: Endpoint, world: ProbeWorld, outer: Deadline): Promise<Report> {
  const { target, ip, port } = endpoint;
  const { clock, decode } = world;
  const deadline = deadlineIn(target.timeout, clock, outer);
  const observedAt = clock.now();
  const shake: Shake = (serverName) =>
    handshake(world.dial, clock, { ip, port, serverName, secureContext: target.secureContext, deadline });

  const serving = await shake(endpoint.serverName);
  const { chain, reason } = decodeChain(serving.certificates, decode);

  const [refusal, loopback, names] = await Promise.all([
    serving.ok ? serving.close() : serving.reason,
    timed(clock, () => lookForLoopback(endpoint, chain, shake, decode)),
    timed(clock, () => judgeNames(endpoint, chain, shake, decode)),
  ]);

  return {
    target: target.name,
    labels: target.labels,
    address: endpoint.address,
    observedAt,
    serving: chain,
    trust:
      chain === undefined
        ? { state: 'unknown' }
        : trustOf(chain, serving.ok ? serving.verdict : 'HANDSHAKE_INCOMPLETE', target.ca),
    loopback: loopback.value.loopback,
    names: names.value.verdicts,
    failures: [
      ...failureOf('serving', refusal ?? reason),
      ...failureOf('loopback', loopback.value.reason),
      ...failureOf('name', names.value.reason),
    ],
    phases: {
      ...serving.times,
      ...(asked(loopback.value.loopback) && { loopback: loopback.seconds }),
      ...(names.value.asked && { names: names.seconds }),
    },
    tlsVersion: serving.ok ? serving.tlsVersion : undefined,
  };
}

function asked(loopback: Loopback): boolean {
  return loopback.state !== 'not_asked';
}

function failureOf(probe: Probe, reason: ProbeFailure['reason'] | undefined): readonly ProbeFailure[] {
  return reason === undefined ? [] : [{ probe, reason }];
}

async function timed<T>(clock: Clock, work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const begun = clock.monotonic();
  const value = await work();
  return { value, seconds: (clock.monotonic() - begun) / 1000 };
}
