import { addressText, endpointsOf } from '../discovery/endpoints.js';
import type { Address, Target } from '../discovery/target.js';
import type { HostName } from '../x509/host-name.js';
import { assembleReport } from './assemble-report.js';
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
  return Promise.all(targets.map((target) => lookAtTarget(target, world, outer).done));
}

/** A look at a target that is under way. */
export interface TargetLook {
  /** The whole look; never rejects. */
  readonly done: Promise<TargetReport>;
  /** What the report would be if the look ended now. */
  readonly soFar: () => TargetReport;
}

/** Begins a look at every endpoint of a target. */
export function lookAtTarget(target: Target, world: SweepWorld, outer: Deadline): TargetLook {
  const looks = target.addresses.map((address) => lookAtAddress(target, address, world, outer));
  const soFar = (): TargetReport => ({
    target: { name: target.name, labels: target.labels },
    discovered: looks.every((look) => look.found()),
    reports: mergeReports(looks.flatMap((look) => look.reports())),
  });
  return { done: Promise.all(looks.map((look) => look.done)).then(soFar), soFar };
}

interface AddressLook {
  readonly done: Promise<unknown>;
  readonly found: () => boolean;
  readonly reports: () => readonly Report[];
}

function lookAtAddress(target: Target, address: Address, world: SweepWorld, outer: Deadline): AddressLook {
  const { clock, slots } = world;
  const observedAt = clock.now();
  const begun = clock.monotonic();
  const failed = (reason: Reason): Report =>
    unresolved(target, address, observedAt, (clock.monotonic() - begun) / 1000, reason);
  let reports: (() => Report)[] = [() => failed('dns')];
  let found = false;

  const look = async (): Promise<void> => {
    const resolved = await resolve(address.host, world, deadlineIn(target.timeout, clock, outer));
    if ('reason' in resolved) {
      const report = failed(resolved.reason);
      reports = [() => report];
      return;
    }
    const endpoints = endpointsOf(target, address, resolved.ips);
    found = true;
    reports = endpoints.map((endpoint) => () => assembleReport(endpoint, observedAt, {}));
    await Promise.all(
      endpoints.map((endpoint, i) =>
        slots.run(() =>
          probeEndpoint(endpoint, world, outer, (soFar) => {
            reports[i] = soFar;
          }),
        ),
      ),
    );
  };
  return { done: look(), found: () => found, reports: () => reports.map((soFar) => soFar()) };
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
  return {
    target: target.name,
    labels: target.labels,
    address: addressText(address),
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
