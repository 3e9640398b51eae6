import type { RefusalSource } from '../net/refused-address.js';
import type { TargetReport } from './report.js';

/** How many addresses were refused, by who led to them. */
export type AddressRefusals = Readonly<Record<RefusalSource, number>>;

export const noAddressRefused: AddressRefusals = { api: 0, dns: 0, proxy: 0, request: 0 };

/** Counts the addresses that a probe of a target refused. After the name of an endpoint is resolved, only that of a proxy is left. */
export function addressRefusalsIn({ refused, reports }: TargetReport): AddressRefusals {
  const failures = reports.flatMap((report) => report.failures);
  const atProxy = failures.filter(({ probe, reason }) => reason === 'not_allowed' && probe !== 'resolve');
  const count = (source: RefusalSource): number => refused.filter((each) => each === source).length;
  return { api: count('api'), dns: count('dns'), proxy: atProxy.length, request: count('request') };
}
