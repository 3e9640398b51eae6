import { isIPv4 } from 'node:net';
import type { Target } from '../discovery/target.js';
import { type Address, parseAddress } from '../net/address.js';
import { type Deadline, deadlineIn, within } from '../net/deadline.js';
import { type RefusedAddress, refusedNote, siftAnswers } from '../net/refused-address.js';
import { startTurn } from '../net/start-turn.js';
import { targetLimits } from '../net/target-limits.js';
import { type Progress, startProgress } from '../net/progress.js';
import { addressText, endpointsOf } from './endpoint.js';
import { type Dialled, leftOut, leftOutNote } from './left-out.js';
import type { ProbeDependencies } from './probe-dependencies.js';
import { probeEndpoint } from './probe-endpoint.js';
import type { Reason } from './reason.js';
import { reasonOf } from './reason-of.js';
import type { Report } from './report.js';
import type { Truncation } from './truncation.js';

/** What one address of a target showed. */
export interface AddressReport {
  /** Whether the address has led to an endpoint. */
  readonly found: boolean;
  /** Which limits were exceeded. */
  readonly truncated: readonly Truncation[];
  /** What was left out, in sentences for people. */
  readonly notes: readonly string[];
  /** Addresses to which the name led, and which were not dialled. */
  readonly refused: readonly RefusedAddress[];
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

type Resolved = { readonly refused: readonly RefusedAddress[] } & (
  { readonly reason: Reason } | { readonly ips: readonly string[] }
);

type Resolution = Resolved & { readonly seconds: number; readonly endpoints: readonly Progress<Report>[] };

/** The name has no address so far. */
const unresolvable = { reason: 'dns', refused: [] } as const;

/** Resolves the address, then probes every endpoint that it leads to, in parallel. */
export function probeAddress(
  subject: Subject,
  dependencies: ProbeDependencies,
  deadline: Deadline,
): Progress<AddressReport> {
  const { clock } = dependencies;
  const { target, address } = subject;
  const most = targetLimits(target.addresses.length).answers;
  const observedAt = clock.now();
  const begun = clock.monotonic();
  const sinceBegun = (): number => (clock.monotonic() - begun) / 1000;

  return startProgress<AddressParts, AddressReport>(
    ({ resolution = { ...unresolvable, seconds: sinceBegun(), endpoints: [] } }) => {
      const { seconds, refused } = resolution;
      const notes = refused.length > 0 ? [refusedNote(`the DNS name ${address.host.text}`, refused)] : [];
      if ('reason' in resolution) {
        const report = unresolved(subject, { observedAt, seconds, reason: resolution.reason });
        return { found: false, truncated: [], notes, refused, reports: [report] };
      }
      const reports = resolution.endpoints.map((endpoint) => withResolution(endpoint.soFar(), subject, seconds));
      const kept = withoutSilentFamily(subject, reports);
      return {
        found: true,
        truncated: resolution.ips.length > most ? ['addresses'] : [],
        reports: kept.reports,
        notes: [...notes, ...kept.notes],
        refused,
      };
    },
    async (learn) => {
      const turn = startTurn();
      if (turn !== undefined) await turn;
      const resolved = await resolve(subject, dependencies, deadline);
      const seconds = sinceBegun();
      const ips = 'reason' in resolved ? [] : resolved.ips.slice(0, most);
      const found = endpointsOf(target, address, ips);
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
): Promise<Resolved> {
  const { clock, ownWord } = dependencies;
  const { host } = address;
  // The proxy resolves the name, as for kubectl: this host may not know it, or know another address.
  if (host.kind === 'dns' && target.proxyFor(address) !== undefined) return { ips: [host.text], refused: [] };
  const found = dependencies.resolve(host).then(
    async (all): Promise<Resolved> => {
      if (host.kind === 'ip') return { ips: all, refused: [] };
      const ofFamily = all.filter((ip) => isOfFamily(ip, target.addressFamily));
      const sifted = await siftAnswers(host.text, ofFamily, { allow: target.discoveryAllow, ownWord });
      if (sifted.ips.length > 0) return sifted;
      return { refused: sifted.refused, reason: sifted.refused.length > 0 ? 'not_allowed' : 'dns' };
    },
    (error: unknown): Resolved => ({ reason: reasonOf(error), refused: [] }),
  );
  return await within(deadlineIn(target.timeout, clock, deadline), clock, found, unresolvable);
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
