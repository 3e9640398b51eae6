import { isIPv4 } from 'node:net';
import type { Target } from '../discovery/target.js';
import { type Address, parseAddress } from '../net/address.js';
import { type Deadline, deadlineIn, within } from '../net/deadline.js';
import { type Progress, startProgress } from '../net/progress.js';
import { addressText, endpointsOf } from './endpoint.js';
import { type Dialled, leftOut, leftOutNote } from './left-out.js';
import type { ProbeDependencies } from './probe-dependencies.js';
import { probeEndpoint } from './probe-endpoint.js';
import { type Reason, reasonOf } from './reason.js';
import type { Report } from './report.js';
import type { Truncation } from './truncation.js';

/** A name with more addresses than this is a mistake, or an attack through DNS. */
const maxAddresses = 64;

/** What one address of a target showed. */
export interface AddressReport {
  /** Whether the address has led to an endpoint. */
  readonly found: boolean;
  /** Which limits were exceeded. */
  readonly truncated: readonly Truncation[];
  /** What was left out, in sentences for people. */
  readonly notes: readonly string[];
  /** Never empty: an address that leads nowhere has a report too, so that `up` is 0 rather than absent. */
  readonly reports: readonly Report[];
}

interface Subject {
  readonly target: Target;
  readonly address: Address;
}

interface AddressParts {
  readonly resolution: Resolution;
}

type Resolution = { readonly seconds: number } & (
  { readonly reason: Reason } | { readonly ips: readonly string[]; readonly endpoints: readonly Progress<Report>[] }
);

/** Resolves the address, then probes every endpoint that it leads to, in parallel. */
export function probeAddress(
  subject: Subject,
  dependencies: ProbeDependencies,
  deadline: Deadline,
): Progress<AddressReport> {
  const { clock } = dependencies;
  const { target, address } = subject;
  const observedAt = clock.now();
  const begun = clock.monotonic();
  const sinceBegun = (): number => (clock.monotonic() - begun) / 1000;

  return startProgress<AddressParts, AddressReport>(
    ({ resolution = { reason: 'dns', seconds: sinceBegun() } }) => {
      const { seconds } = resolution;
      if ('reason' in resolution) {
        const report = unresolved(subject, { observedAt, seconds, reason: resolution.reason });
        return { found: false, truncated: [], notes: [], reports: [report] };
      }
      return {
        found: true,
        truncated: resolution.ips.length > maxAddresses ? ['addresses'] : [],
        ...withoutSilentFamily(
          subject,
          resolution.endpoints.map((endpoint) => withResolution(endpoint.soFar(), subject, seconds)),
        ),
      };
    },
    async (learn) => {
      const resolved = await resolve(subject, dependencies, deadline);
      const seconds = sinceBegun();
      if ('reason' in resolved) {
        learn({ resolution: { ...resolved, seconds } });
        return;
      }
      const found = endpointsOf(target, address, resolved.ips.slice(0, maxAddresses));
      const endpoints = found.map((endpoint) => probeEndpoint(endpoint, dependencies, deadline));
      learn({ resolution: { ...resolved, seconds, endpoints } });
      await Promise.all(endpoints.map(({ done }) => done));
    },
  );
}

async function resolve(
  { target, address }: Subject,
  dependencies: ProbeDependencies,
  deadline: Deadline,
): Promise<{ readonly ips: readonly string[] } | { readonly reason: Reason }> {
  const { clock } = dependencies;
  // The proxy resolves the name, as for kubectl: this host may not know it, or know another address.
  if (address.host.kind === 'dns' && target.proxyFor(address) !== undefined) return { ips: [address.host.text] };
  const found = dependencies.resolve(address.host).then(
    (all) => {
      const ips = address.host.kind === 'ip' ? all : all.filter((ip) => isOfFamily(ip, target.addressFamily));
      return ips.length > 0 ? { ips } : { reason: 'dns' as const };
    },
    (error: unknown) => ({ reason: reasonOf(error) }),
  );
  return await within(deadlineIn(target.timeout, clock, deadline), clock, found, { reason: 'dns' as const });
}

function isOfFamily(ip: string, family: Target['addressFamily']): boolean {
  return family === 'all' || isIPv4(ip) === (family === 'ipv4');
}

/** Leaves out the reports of addresses that clients of the name do not need, and says so. Addresses that are written as IPs all count. */
function withoutSilentFamily(
  { target, address }: Subject,
  reports: readonly Report[],
): Pick<AddressReport, 'reports' | 'notes'> {
  if (address.host.kind === 'ip') return { reports, notes: [] };
  const dialled = reports.map(dialledIn);
  const out = leftOut(dialled, target.anyFamily);
  const note = leftOutNote(addressText(address), dialled, out);
  const gone = new Set(out.map((one) => one.address));
  return { reports: reports.filter((report) => !gone.has(report.address)), notes: note === undefined ? [] : [note] };
}

function dialledIn({ address, serving, phases, failures }: Report): Dialled {
  const reason = failures.find(({ probe }) => probe === 'serving')?.reason;
  return {
    ip: parseAddress(address)?.host.text ?? address,
    address,
    connected: phases.connect !== undefined || serving !== undefined || reason === 'tls_timeout',
    reason,
  };
}

interface Unresolved {
  readonly observedAt: number;
  readonly seconds: number;
  readonly reason: Reason;
}

function unresolved({ target, address }: Subject, { observedAt, seconds, reason }: Unresolved): Report {
  return {
    target: target.name,
    labels: target.labels,
    address: addressText(address),
    serverName: undefined,
    path: address.path ?? '',
    observedAt,
    serving: undefined,
    answers: { probes: 0, chains: [] },
    trust: { state: 'unknown', refusal: undefined },
    loopback: { state: 'not_asked', because: 'no_serving_handshake' },
    names: [],
    namesNotHere: [],
    http: undefined,
    failures: [{ probe: 'resolve', reason }],
    phases: { resolve: seconds },
    tlsVersion: undefined,
    truncated: [],
  };
}

/** An IP needs no resolution, and a proxy does its own, so the report has no such phase. */
function withResolution(report: Report, { target, address }: Subject, resolve: number): Report {
  return address.host.kind === 'ip' || target.proxyFor(address) !== undefined
    ? report
    : { ...report, phases: { resolve, ...report.phases } };
}
