import { isIPv6 } from 'node:net';
import type { CannotTell, InstanceCount } from '../discovery/instance-count.js';
import type { Target } from '../discovery/target.js';
import { parseAddress } from '../net/address.js';
import { entrySignsOf } from './entry-point.js';
import type { Report, TargetReport } from './report.js';

type Addresses = Pick<TargetReport, 'discovered' | 'reports'>;

/**
 * Compares the number of addresses of a target without discovery with `instances` of its configuration. `target`: undefined: it is not known. A load balancer has one
 * address for many servers, so a single address, or one that shows itself as an entry point, cannot say that servers are missing.
 */
export function countAddresses(target: Pick<Target, 'instances'> | undefined, addresses: Addresses): InstanceCount {
  if (target === undefined) return unknown('no_list', undefined);
  const { instances: expected } = target;
  if (expected === undefined) return unknown('not_discovered', undefined);
  const ofConfig = { count: expected, source: 'config' } as const;
  if (!addresses.discovered) return unknown('no_list', ofConfig);
  const { reports } = addresses;
  const listed = serversIn(reports);
  const mayBeMore = reports.length === 1 || reports.some(isFront);
  if (listed < expected && mayBeMore) return unknown('load_balancer', ofConfig);
  return { listed, expected: ofConfig, missing: [], cannotTell: undefined };
}

/** K3s shows no loopback certificate, though each of its servers is an API server: that sign alone is none here. */
function isFront(report: Report): boolean {
  return entrySignsOf(report).some((sign) => sign !== 'sni');
}

function unknown(cannotTell: CannotTell, expected: InstanceCount['expected']): InstanceCount {
  return { listed: undefined, expected, missing: [], cannotTell };
}

/** Counts each address once, except that a process that answers over IPv4 and over IPv6 is one. */
function serversIn(reports: readonly Report[]): number {
  const overIpv6 = new Set(reports.filter(({ address }) => isIPv6(parseAddress(address)?.host.text ?? '')));
  const others = reports.filter((report) => !overIpv6.has(report));
  const known = new Set(others.flatMap(processesAt));
  const only = [...overIpv6].filter((report) => !processesAt(report).some((process) => known.has(process)));
  return others.length + only.length;
}

function processesAt({ loopback }: Report): readonly string[] {
  return loopback.state === 'found' ? loopback.processes.map(({ chain: [leaf] }) => leaf.fingerprintSha256) : [];
}
