import { endpointsOf } from '../discovery/endpoints.js';
import type { Address, Target } from '../discovery/target.js';
import type { HostName } from '../x509/host-name.js';
import { type Deadline, deadlineIn, within } from './deadline.js';
import { mergeReports } from './merge-reports.js';
import { type ProbeWorld, probeEndpoint } from './probe-endpoint.js';
import { type Reason, reasonOf } from './reason.js';
import type { Report } from './report.js';
import type { Slots } from './slots.js';

export interface SweepWorld extends ProbeWorld {
  /** Each IP of a host; rejects when there is none. */
  readonly resolve: (host: HostName) => Promise<readonly string[]>;
  readonly slots: Slots;
}

/** What one look at a whole target showed. */
export interface TargetReport {
  readonly target: Pick<Target, 'name' | 'labels'>;
  /** Whether every address of the target led to an endpoint. */
  readonly discovered: boolean;
  /** One for each endpoint, in the order of the config, each `address` once. */
  readonly reports: readonly Report[];
}

/** Looks at every endpoint of every target, side by side: none waits for another, and a failure stays with its own endpoint. */
export function sweep(
  targets: readonly Target[],
  world: SweepWorld,
  outer: Deadline,
): Promise<readonly TargetReport[]> {
  return Promise.all(targets.map((target) => sweepTarget(target, world, outer)));
}

async function sweepTarget(target: Target, world: SweepWorld, outer: Deadline): Promise<TargetReport> {
  const looks = await Promise.all(target.addresses.map((address) => sweepAddress(target, address, world, outer)));
  return {
    target: { name: target.name, labels: target.labels },
    discovered: looks.every((look) => look.found),
    reports: mergeReports(looks.flatMap((look) => look.reports)),
  };
}

interface AddressLook {
  readonly found: boolean;
  readonly reports: readonly Report[];
}

async function sweepAddress(
  target: Target,
  address: Address,
  world: SweepWorld,
  outer: Deadline,
): Promise<AddressLook> {
  const observedAt = world.clock.now();
  const begun = world.clock.monotonic();
  const resolved = await resolve(address.host, world, deadlineIn(target.timeout, world.clock, outer));
  if ('reason' in resolved) {
    const seconds = (world.clock.monotonic() - begun) / 1000;
    return { found: false, reports: [unresolved(target, address, observedAt, seconds, resolved.reason)] };
  }
  const endpoints = endpointsOf(target, address, resolved.ips);
  const reports = await Promise.all(
    endpoints.map((endpoint) => world.slots.run(() => probeEndpoint(endpoint, world, outer))),
  );
  return { found: true, reports };
}

async function resolve(
  host: HostName,
  world: SweepWorld,
  deadline: Deadline,
): Promise<{ readonly ips: readonly string[] } | { readonly reason: Reason }> {
  const found = world.resolve(host).then(
    (ips) => (ips.length > 0 ? { ips } : { reason: 'dns' as const }),
    (error: unknown) => ({ reason: reasonOf(error) }),
  );
  return await within(deadline, world.clock, found, { reason: 'dns' as const });
}

/** A host without an address is a failed endpoint all the same, so that `up` is 0 rather than gone. */
function unresolved(target: Target, address: Address, observedAt: number, seconds: number, reason: Reason): Report {
  const { kind, text } = address.host;
  return {
    target: target.name,
    labels: target.labels,
    address: `${kind === 'ip' && text.includes(':') ? `[${text}]` : text}:${address.port}`,
    observedAt,
    serving: undefined,
    trust: { state: 'unknown' },
    loopback: { state: 'not_asked', because: 'no_serving_handshake' },
    names: [],
    failures: [{ probe: 'resolve', reason }],
    phases: { resolve: seconds },
    tlsVersion: undefined,
  };
}
