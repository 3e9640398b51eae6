import type { Certificate } from '../x509/certificate.js';
import { processStart } from './process-start.js';
import type { Report, TargetReport } from './report.js';

/** A kube-apiserver process of a target. */
export interface ApiserverProcess {
  /** Where it was seen: of several addresses, the one where the fewest processes answer, as the process's own. */
  readonly address: string;
  /** Unix seconds at which it started; undefined: not known. */
  readonly startedAt: number | undefined;
  /** Unix seconds at which its loopback certificate ends; undefined: not seen. */
  readonly loopbackEnds: number | undefined;
  /** Its loopback certificate; undefined: not seen. */
  readonly leaf: Certificate | undefined;
}

/**
 * Returns each process once. It may answer at several addresses, as at its own and at that of a load balancer, or over IPv4 and IPv6. Its
 * loopback certificate tells it apart. Without one, each address counts as a process.
 */
export function processesOf({ reports }: Pick<TargetReport, 'reports'>): readonly ApiserverProcess[] {
  const processes = known.get(reports) ?? distinctProcesses(reports);
  known.set(reports, processes);
  return processes;
}

/** Every other finding of a target asks. */
const known = new WeakMap<readonly Report[], readonly ApiserverProcess[]>();

function distinctProcesses(reports: readonly Report[]): readonly ApiserverProcess[] {
  const seen = reports
    .map((report) => processesAt(report))
    .toSorted((one, other) => other.length - one.length)
    .flat();
  // A Map keeps the last of several equal keys.
  return [...new Map(seen.map(({ key, process }) => [key, process])).values()];
}

/**
 * Returns the reports of addresses at which a process was seen that has no address of its own elsewhere in the target. What is missing are load
 * balancers, and further ways to a process: they show again what its own address shows.
 */
export function withoutFronts(target: Pick<TargetReport, 'reports'>): readonly Report[] {
  const own = new Set(processesOf(target).map(({ address }) => address));
  return target.reports.filter(({ address }) => own.has(address));
}

interface LoopbackEnd {
  readonly address: string;
  /** Unix seconds. */
  readonly notAfter: number;
}

/** Returns when the loopback certificate of each process ends, the first one in front. */
export function loopbackEndsOf(target: TargetReport): readonly LoopbackEnd[] {
  return processesOf(target)
    .flatMap(({ address, loopbackEnds }) => (loopbackEnds === undefined ? [] : [{ address, notAfter: loopbackEnds }]))
    .toSorted((a, b) => a.notAfter - b.notAfter);
}

interface Identified {
  readonly key: string;
  readonly process: ApiserverProcess;
}

function processesAt(report: Report): readonly Identified[] {
  const { address, loopback } = report;
  const start = processStart(report);
  if (loopback.state !== 'found') {
    return [{ key: address, process: { address, startedAt: start, loopbackEnds: undefined, leaf: undefined } }];
  }
  return loopback.processes.map(({ chain: [leaf], startedAt }) => ({
    key: leaf.fingerprintSha256,
    process: {
      address,
      startedAt: loopback.processes.length > 1 ? startedAt : start,
      loopbackEnds: leaf.notAfter,
      leaf,
    },
  }));
}
