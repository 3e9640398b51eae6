import type { TargetSource } from '../discovery/target-source.js';
import { type FileEvidence, noFiles } from '../files/serving-file.js';
import { type Address, addressForms, joinHostPort, parseAddress } from '../net/address.js';
import { type Deadline, halfway, within } from '../net/deadline.js';
import type { TargetReport } from '../probe/report.js';
import { observe } from './observe.js';
import type { RunningConfig } from './running-config.js';

/** What /probe asks for: a target by its name, or a single address, which the target need not have. */
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
  unknown_target: 'no such target in the configuration, or in a fleet of it',
  malformed_address: `address: expected ${addressForms}`,
  not_allowed:
    'address: not an address of the target, and not inside probe.allowNetworks, or loopback, link-local, metadata or the like, which need a network of their own',
  busy: 'too many other addresses are being probed',
} as const;

/** Probes a target, or one address of it; any other address only where the configuration allows it. */
export async function answerProbeRequest(
  running: RunningConfig,
  { target: name, address }: ProbeRequest,
  deadline: Deadline,
): Promise<ProbeResult> {
  const { clock } = running.dependencies;
  const source = await running.targets.find(name, halfway(deadline, clock));
  if (source === undefined) return refuse('unknown_target');
  if (address === undefined) return await probeOwn(running, source, undefined, deadline);
  const parsed = parseAddress(address);
  if (parsed === undefined) return refuse('malformed_address');

  const found = await within(deadline, clock, source.find(), undefined);
  if (found?.target === undefined) return refuse('not_allowed');
  const addresses = [...found.target.addresses, ...(found.server?.addresses ?? [])];
  const own = await within(deadline, clock, ownAddresses(running, addresses, parsed), []);
  if (own.length > 0) return await probeOwn(running, source, own, deadline);
  // No DNS lookup here, so that nobody learns whether a name exists.
  if (running.config.probe.allowNetworks.length === 0) return refuse('not_allowed');
  const result = await running.adHoc.join(found.target, parsed, deadline);
  return typeof result === 'string' ? refuse(result) : { ok: true, report: result, evidence: noFiles };
}

function refuse(because: ProbeRefusal['because']): ProbeRefusal {
  return { ok: false, because };
}

/** The values of the label `address` under which the target itself shows the requested address; empty: the target does not have it. */
async function ownAddresses(
  { dependencies }: RunningConfig,
  addresses: readonly Address[],
  { host, port }: Address,
): Promise<readonly string[]> {
  const text = joinHostPort(host.text, port);
  const candidates = addresses.filter((each) => each.port === port);
  const found = candidates.map(async (each): Promise<readonly string[]> => {
    if (each.host.text === host.text && host.kind === 'ip') return [text];
    if (each.host.kind === 'ip') return [];
    const ips = await dependencies.resolve(each.host).catch((): readonly string[] => []);
    // Requested by its own name, it is every address of that name, or the name itself while it is not resolved.
    if (each.host.text === host.text) return [text, ...ips.map((ip) => joinHostPort(ip, port))];
    return ips.includes(host.text) ? [text] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Probes the whole target, a probe that scrapes share, and returns the part of its report about these addresses. */
async function probeOwn(
  running: RunningConfig,
  source: TargetSource,
  addresses: readonly string[] | undefined,
  deadline: Deadline,
): Promise<ProbeResult> {
  const { reports, evidence } = await observe(running, [Promise.resolve([source])], deadline);
  const isRequested = ({ address }: { readonly address: string }) => addresses?.includes(address) ?? true;
  const [report] = reports;
  const chosen = report?.reports.filter(isRequested) ?? [];
  if (report === undefined || (addresses !== undefined && chosen.length === 0)) return refuse('not_allowed');
  const serving = evidence.serving.filter(isRequested);
  return { ok: true, report: { ...report, reports: chosen }, evidence: { files: [], serving } };
}
