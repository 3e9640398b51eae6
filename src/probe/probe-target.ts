import { limitedNotes } from '../bounds/limited-list.js';
import type { Found, TargetSource } from '../discovery/target-source.js';
import type { Target } from '../discovery/target.js';
import { type Deadline, deadlineIn, within } from '../net/deadline.js';
import { type Progress, startProgress } from '../net/progress.js';
import type { Decode } from '../x509/certificate.js';
import { decodeAll } from '../x509/decode-all.js';
import { countAddresses } from './count-addresses.js';
import { mergeReports } from './merge-reports.js';
import { withinReach } from './out-of-reach.js';
import { type AddressReport, probeAddress } from './probe-address.js';
import type { ProbeDependencies } from './probe-dependencies.js';
import type { TargetReport } from './report.js';

/** Probes every endpoint of every target in parallel. No endpoint waits for another, and a failure affects only its own endpoint. */
export function probeTargets(
  sources: readonly TargetSource[],
  dependencies: ProbeDependencies,
  deadline: Deadline,
): Promise<readonly TargetReport[]> {
  return Promise.all(sources.map((source) => probeTarget(source, dependencies, deadline).done));
}

/** Two are usual, while a CA is replaced. */
const maxCa = 64;
const noCa: readonly Uint8Array[] = [];

/** Returns the list itself, where it may be: what is known of a CA is known of its list. */
function firstOf(ca: readonly Uint8Array[]): readonly Uint8Array[] {
  return ca.length > maxCa ? ca.slice(0, maxCa) : ca;
}

interface TargetParts {
  readonly found: Found;
  /** The server that kubectl dials, if it is probed beside the target's addresses. */
  readonly server: readonly Progress<AddressReport>[];
  readonly addresses: readonly Progress<AddressReport>[];
}

/** Finds the endpoints of a target, then probes each. Ends within twice the target's timeout or by the deadline, whichever is earlier. */
export function probeTarget(
  source: TargetSource,
  dependencies: ProbeDependencies,
  deadline: Deadline,
): Progress<TargetReport> {
  const { clock } = dependencies;
  return startProgress<TargetParts, TargetReport>(
    (parts) => targetReport(source, parts, dependencies.decode),
    async (learn) => {
      const found = await within(deadlineIn(source.timeout, clock, deadline), clock, source.find(), late);
      learn({ found });
      const probeAll = (target: Target | undefined): readonly Progress<AddressReport>[] =>
        target?.addresses.map((address) => probeAddress({ target, address }, dependencies, deadline)) ?? [];
      const [server, addresses] = [probeAll(found.server), probeAll(found.target)];
      learn({ server, addresses });
      await Promise.all([...server, ...addresses].map(({ done }) => done));
    },
  );
}

const nothingYet: Found = { target: undefined, success: false, insecure: false, notes: [] };
const late: Found = { ...nothingYet, notes: ['the list of its endpoints did not arrive in time'] };

function targetReport(
  { name, labels, timeout }: TargetSource,
  { found = nothingYet, server = [], addresses = [] }: Partial<TargetParts>,
  decode: Decode,
): TargetReport {
  const shown = (side: TargetParts['addresses']) => side.map((address) => address.soFar());
  const { reports, scope } = withinReach(found, { server: shown(server), addresses: shown(addresses) });
  const merged = mergeReports(reports.flatMap((address) => address.reports));
  const discovered = found.success && reports.every((address) => address.found);
  const ca = found.target?.ownCa ?? noCa;
  return {
    target: { name, labels, timeout, kind: found.target?.kind },
    discovered,
    insecure: found.insecure,
    fleet: found.fleet,
    isIdle: found.isIdle,
    managedBy: found.managedBy,
    notes: limitedNotes([...found.notes, ...reports.flatMap((address) => address.notes)]),
    instances: found.instances ?? countAddresses(found.target, { discovered, reports: merged }),
    refused: [...(found.refused ?? []), ...reports.flatMap(({ refused }) => refused.map(() => 'dns' as const))],
    ca: decodeAll(firstOf(ca), decode),
    caSource: found.target?.caSource,
    truncated: [...(ca.length > maxCa ? ['ca' as const] : []), ...reports.flatMap((address) => address.truncated)],
    scope,
    reports: merged,
  };
}
