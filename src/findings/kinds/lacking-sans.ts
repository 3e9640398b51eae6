import type { Certificate } from '../../x509/certificate.js';
import type { Evidence } from './finding-kind.js';

/** An instance and what it serves. */
export interface Instance {
  readonly address: string;
  readonly leaf: Pick<Certificate, 'dnsNames' | 'ipAddresses'>;
}

interface Compared {
  readonly address: string;
  readonly sans: ReadonlySet<string>;
}

/** More SANs than any API server has. Where an instance has more, comparing them would take too long, at each probe. */
const mostCompared = 1000;

/** More names than a person reads. */
const mostSans = 50;

function isComparable({ leaf: { dnsNames, ipAddresses } }: Instance): boolean {
  return dnsNames.length + ipAddresses.length <= mostCompared;
}

/** The DNS names, in lower case, and the IP addresses. */
function compared({ address, leaf: { dnsNames, ipAddresses } }: Instance): Compared {
  return { address, sans: new Set([...dnsNames.map((name) => name.toLowerCase()), ...ipAddresses]) };
}

/**
 * Returns which instances lack which SANs. Only SANs that more than one instance has are compared: an instance's address and the name of its
 * node are expected to differ. Those of an instance that has very many are not compared, and the evidence says so.
 */
export function lackingSans(instances: readonly Instance[]): readonly Evidence[] {
  const large = instances.filter((instance) => !isComparable(instance)).map(({ address }) => address);
  const found = lacking(instances.filter(isComparable).map(compared));
  if (large.length === 0 || instances.length < 2) return found;
  const text = `has more than ${mostCompared} SANs, which are not compared with those of other instances`;
  return [...found, { severity: 'info', addresses: large, text }];
}

function lacking(instances: readonly Compared[]): readonly Evidence[] {
  const counts = new Map<string, number>();
  for (const { sans } of instances) {
    for (const san of sans) counts.set(san, (counts.get(san) ?? 0) + 1);
  }
  const shared = [...counts].flatMap(([san, count]) => (count > 1 && count < instances.length ? [san] : []));
  const rest = shared.slice(mostSans);
  const lack = (some: readonly string[], what: string): Evidence => ({
    severity: 'info',
    addresses: instances.flatMap(({ address, sans }) => (some.every((san) => sans.has(san)) ? [] : [address])),
    ...(some.length === 1 && { subjects: some }),
    text: `lacks ${what}, which other instances have`,
  });
  return [
    ...shared.slice(0, mostSans).map((san) => lack([san], `the SAN ${san}`)),
    ...(rest.length > 0 ? [lack(rest, `some of ${rest.length} further SANs`)] : []),
  ];
}
