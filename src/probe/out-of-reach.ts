import type { Found, Scope } from '../discovery/target-source.js';
import type { AddressReport } from './probe-address.js';
import { type Reason, reasons } from './reason.js';
import type { Report } from './report.js';

/** What the server that kubectl dials showed, and what the other addresses of the target did. */
interface Sides {
  readonly server: readonly AddressReport[];
  readonly addresses: readonly AddressReport[];
}

/** Reasons that say nothing of an API server that is reached in another way: there was no connection to it from here. */
const notFromHere: ReadonlySet<Reason> = new Set([
  'connect_timeout',
  'no_route',
  'unreachable',
  'refused',
  'proxy',
  'proxy_refused',
]);

/**
 * Returns what counts of a target. If `mayFallBack`, as for a check from a laptop in front of a load balancer, that is the server that kubectl
 * dials alone, where it answers and no other address leads to one of its API servers: there is no connection, or another cluster answers, as where
 * a network has the same private addresses. If one of several is reached, the others are down, or have the wrong certificate.
 */
export function withinReach(
  found: Pick<Found, 'mayFallBack' | 'namesElsewhere' | 'scope'>,
  { server, addresses }: Sides,
): { readonly reports: readonly AddressReport[]; readonly scope: Scope | undefined } {
  const scope = found.mayFallBack === true ? outOfReach(reportsOf(server), reportsOf(addresses)) : undefined;
  if (scope !== undefined) return { reports: server, scope };
  const names = new Set(found.namesElsewhere);
  return { reports: [...server.map((each) => withoutNames(each, names)), ...addresses], scope: found.scope };
}

function reportsOf(side: readonly AddressReport[]): readonly Report[] {
  return side.flatMap(({ reports }) => reports);
}

function outOfReach(server: readonly Report[], others: readonly Report[]): Scope | undefined {
  if (others.length === 0 || !server.some(({ serving }) => serving !== undefined)) return undefined;
  const isTrusted = server.some(({ trust }) => trust.state === 'trusted');
  const seen = others.map((report) => whyNotReached(report) ?? (isTrusted ? whyOfAnother(report) : undefined));
  if (seen.includes(undefined)) return undefined;
  const because = [...new Set(seen)].join('; ');
  return { kind: 'server', because, outOfReach: others.map(({ address }) => address) };
}

function whyNotReached({ serving, failures }: Report): string | undefined {
  const reason = serving === undefined ? failures.find(({ probe }) => probe === 'serving')?.reason : undefined;
  return reason !== undefined && notFromHere.has(reason) ? `${reasons[reason].meaning} (${reason})` : undefined;
}

/** Only where the CA has signed what the server that kubectl dials shows. */
function whyOfAnother({ trust }: Report): string | undefined {
  if (trust.state !== 'untrusted' || trust.refusal.reason !== 'unknown_authority') return undefined;
  return 'what answers there has a certificate of another CA, as another cluster with the same private addresses';
}

/** Leaves out names that clients use at the other addresses, and not at the server. */
function withoutNames(address: AddressReport, names: ReadonlySet<string>): AddressReport {
  const isOwn = ({ name }: { readonly name: string }): boolean => !names.has(name);
  return {
    ...address,
    reports: address.reports.map((report) => ({
      ...report,
      names: report.names.filter(isOwn),
      namesNotHere: report.namesNotHere.filter(isOwn),
    })),
  };
}
