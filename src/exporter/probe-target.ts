import { addressForms, joinHostPort, parseAddress } from '../config/address.js';
import type { AddressConfig } from '../config/config.js';
import type { Target } from '../discovery/target.js';
import type { TargetSource } from '../discovery/target-source.js';
import { type FileEvidence, noFiles } from '../files/serving-file.js';
import { type Deadline, within } from '../probe/deadline.js';
import type { TargetReport } from '../probe/sweep.js';
import { lookAt } from './look-at.js';
import type { Snapshot } from './snapshot.js';

/** What /probe asks for: a target by its name, or a single address, which may be one that the target does not have. */
export interface ProbeRequest {
  readonly target: string;
  readonly address: string | undefined;
}

export type ProbeResult =
  { readonly ok: true; readonly report: TargetReport; readonly evidence: FileEvidence } | ProbeRefusal;

export interface ProbeRefusal {
  readonly ok: false;
  readonly because: keyof typeof probeRefusals;
}

/** For people. */
export const probeRefusals = {
  unknown_target: 'no such target in the configuration',
  malformed_address: `address: expected ${addressForms}`,
  not_allowed: 'address: none of the target, and not inside of probe.allowNetworks',
  busy: 'too many other addresses are being looked at',
} as const;

/** Looks at a target, or at one address of it; at any other address only where the configuration allows it. */
export async function probeTarget(
  snapshot: Snapshot,
  { target: name, address }: ProbeRequest,
  deadline: Deadline,
): Promise<ProbeResult> {
  const source = snapshot.sources.find((each) => each.name === name);
  if (source === undefined) return refuse('unknown_target');
  if (address === undefined) return await lookAtOwn(snapshot, source, undefined, deadline);
  const parsed = parseAddress(address);
  if (parsed === undefined) return refuse('malformed_address');

  const found = await within(deadline, snapshot.world.clock, source.find(), undefined);
  if (found?.target === undefined) return refuse('not_allowed');
  const own = await within(deadline, snapshot.world.clock, ownAddresses(snapshot, found.target, parsed), []);
  if (own.length > 0) return await lookAtOwn(snapshot, source, own, deadline);
  // Not even looked up: whether a name exists is nobody's business.
  if (snapshot.config.probe.allowNetworks.length === 0) return refuse('not_allowed');
  const result = await snapshot.adHoc.join(found.target, parsed, deadline);
  return typeof result === 'string' ? refuse(result) : { ok: true, report: result, evidence: noFiles };
}

function refuse(because: ProbeRefusal['because']): ProbeRefusal {
  return { ok: false, because };
}

/** The labels `address` under which the target itself shows what is asked for; none: it does not have this address. */
async function ownAddresses(
  { world }: Snapshot,
  { addresses }: Target,
  { host, port }: AddressConfig,
): Promise<readonly string[]> {
  const text = joinHostPort(host.text, port);
  const candidates = addresses.filter((each) => each.port === port);
  const found = candidates.map(async (each): Promise<readonly string[]> => {
    if (each.host.text === host.text && host.kind === 'ip') return [text];
    if (each.host.kind === 'ip') return [];
    const ips = await world.resolve(each.host).catch((): readonly string[] => []);
    // Asked for by its own name, it is all that the name stands for, or the name itself while nobody knows.
    if (each.host.text === host.text) return [text, ...ips.map((ip) => joinHostPort(ip, port))];
    return ips.includes(host.text) ? [text] : [];
  });
  return (await Promise.all(found)).flat();
}

/** A look at the whole target, which scrapes share, and of it what stands under one of these addresses. */
async function lookAtOwn(
  snapshot: Snapshot,
  source: TargetSource,
  addresses: readonly string[] | undefined,
  deadline: Deadline,
): Promise<ProbeResult> {
  const { reports, evidence } = await lookAt(snapshot, [source], deadline);
  const isAskedFor = ({ address }: { readonly address: string }) => addresses?.includes(address) ?? true;
  const [report] = reports;
  const chosen = report?.reports.filter(isAskedFor) ?? [];
  if (report === undefined || (addresses !== undefined && chosen.length === 0)) return refuse('not_allowed');
  const serving = evidence.serving.filter(isAskedFor);
  return { ok: true, report: { ...report, reports: chosen }, evidence: { files: [], serving } };
}
