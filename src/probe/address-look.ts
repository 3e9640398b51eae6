import { addressText, endpointsOf } from '../discovery/endpoints.js';
import type { Address, Target } from '../discovery/target.js';
import type { Truncation } from '../discovery/truncation.js';
import type { HostName } from '../x509/host-name.js';
import { assembleReport } from './assemble-report.js';
import { type Deadline, deadlineIn, within } from './deadline.js';
import { type ProbeWorld, probeEndpoint } from './probe-endpoint.js';
import { type Reason, reasonOf } from './reason.js';
import type { Report } from './report.js';
import type { Slots } from './slots.js';

/** More addresses than this behind one name are a mistake, or an attack by DNS. */
const maxAddresses = 64;

export interface AddressWorld extends ProbeWorld {
  /** Each IP of a host; rejects when there is none. */
  readonly resolve: (host: HostName) => Promise<readonly string[]>;
  readonly slots: Slots;
}

/** A look, under way, at each endpoint to which one address of a target leads. */
export interface AddressLook {
  /** Resolves when it has ended; never rejects. */
  readonly done: Promise<void>;
  /** Whether the address has led to an endpoint by now. */
  readonly found: () => boolean;
  /** What there was more of than is looked at. */
  readonly truncated: () => readonly Truncation[];
  /** What the reports would be if it ended now: never none, so that `up` is 0 rather than gone. */
  readonly soFar: () => readonly Report[];
}

/** Resolves the address, and looks at all that it leads to side by side. */
export function lookAtAddress(target: Target, address: Address, world: AddressWorld, outer: Deadline): AddressLook {
  const { clock, slots } = world;
  const observedAt = clock.now();
  const resolution = stopwatch(world);
  let reports: (() => Report)[] = [() => unresolved(target, address, observedAt, resolution(), 'dns')];
  let found = false;
  let truncated: readonly Truncation[] = [];

  const look = async (): Promise<void> => {
    const resolved = await resolve(address.host, world, deadlineIn(target.timeout, clock, outer));
    const seconds = resolution();
    if ('reason' in resolved) {
      reports = [() => unresolved(target, address, observedAt, seconds, resolved.reason)];
      return;
    }
    const endpoints = endpointsOf(target, address, resolved.ips.slice(0, maxAddresses));
    if (resolved.ips.length > maxAddresses) truncated = ['addresses'];
    const withResolution = (soFar: () => Report) => (): Report =>
      address.host.kind === 'ip' ? soFar() : addPhase(soFar(), seconds);
    found = true;
    reports = endpoints.map((endpoint) => withResolution(() => assembleReport(endpoint, observedAt, {})));
    const probe = (endpoint: (typeof endpoints)[number], i: number): Promise<Report> =>
      probeEndpoint(endpoint, world, outer, (soFar) => {
        reports[i] = withResolution(soFar);
      });
    await Promise.all(endpoints.map((endpoint, i) => slots.run(() => probe(endpoint, i))));
  };
  return {
    done: look(),
    found: () => found,
    truncated: () => truncated,
    soFar: () => reports.map((soFar) => soFar()),
  };
}

async function resolve(
  host: HostName,
  world: AddressWorld,
  deadline: Deadline,
): Promise<{ readonly ips: readonly string[] } | { readonly reason: Reason }> {
  const found = world.resolve(host).then(
    (ips) => (ips.length > 0 ? { ips } : { reason: 'dns' as const }),
    (error: unknown) => ({ reason: reasonOf(error) }),
  );
  return await within(deadline, world.clock, found, { reason: 'dns' as const });
}

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
    http: undefined,
    failures: [{ probe: 'resolve', reason }],
    phases: { resolve: seconds },
    tlsVersion: undefined,
    truncated: [],
  };
}

function addPhase(report: Report, resolve: number): Report {
  return { ...report, phases: { resolve, ...report.phases } };
}

/** Seconds since it was made. */
function stopwatch({ clock }: ProbeWorld): () => number {
  const begun = clock.monotonic();
  return () => (clock.monotonic() - begun) / 1000;
}
