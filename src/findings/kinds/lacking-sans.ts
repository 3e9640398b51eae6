import type { Certificate } from '../../x509/certificate.js';
import type { Evidence } from './finding-kind.js';

/** An instance and the SANs of what it serves. */
export interface InstanceSans {
  readonly address: string;
  readonly sans: ReadonlySet<string>;
}

/** The DNS names, in lower case, and the IP addresses. */
export function sansToCompare({ dnsNames, ipAddresses }: Certificate): ReadonlySet<string> {
  return new Set([...dnsNames.map((name) => name.toLowerCase()), ...ipAddresses]);
}

/** More names than a person reads. */
const mostSans = 50;

/**
 * Returns which instances lack which SANs. Only SANs that more than one instance has are compared: an instance's address and the name of its
 * node are expected to differ. Takes time linear in all SANs together.
 */
export function lackingSans(instances: readonly InstanceSans[]): readonly Evidence[] {
  const counts = new Map<string, number>();
  for (const { sans } of instances) {
    for (const san of sans) counts.set(san, (counts.get(san) ?? 0) + 1);
  }
  const shared = [...counts].flatMap(([san, count]) => (count > 1 && count < instances.length ? [san] : []));
  const rest = shared.slice(mostSans);
  const lack = (some: readonly string[], what: string): Evidence => ({
    severity: 'info',
    addresses: instances.flatMap(({ address, sans }) => (some.every((san) => sans.has(san)) ? [] : [address])),
    text: `lacks ${what}, which other instances have`,
  });
  return [
    ...shared.slice(0, mostSans).map((san) => lack([san], `the SAN ${san}`)),
    ...(rest.length > 0 ? [lack(rest, `some of ${rest.length} further SANs`)] : []),
  ];
}
