import { perCertificate, perEndpoint, perName, perProbe, perTarget } from './labels.js';
import type { Select } from './select.js';

/** If several exporters probe one API server, the worst result counts, as it does for the alerts. */

const notAfter = 'apiserver_endpoint_certificate_not_after_timestamp_seconds';
const notBefore = 'apiserver_endpoint_certificate_not_before_timestamp_seconds';
const chainNotAfter = 'apiserver_endpoint_certificate_chain_not_after_timestamp_seconds';

/** Seconds until each certificate ends. Negative values are the time since it expired. */
export function timeLeft(select: Select, ...matchers: readonly string[]): string {
  return `min by (${perCertificate}) (${select(notAfter, ...matchers)}) - time()`;
}

/** Unix time in milliseconds, which Grafana's units for dates require. */
export function endsAt(select: Select): string {
  return `min by (${perCertificate}) (${select(notAfter)}) * 1000`;
}

export function validFrom(select: Select): string {
  return `max by (${perCertificate}) (${select(notBefore)}) * 1000`;
}

/** Seconds until the first certificate of the served chain ends, including the leaf. */
export function chainTimeLeft(select: Select): string {
  return `min by (${perCertificate}) (${select(chainNotAfter)}) - time()`;
}

export function trusted(select: Select): string {
  return `min by (${perCertificate}) (${select('apiserver_endpoint_certificate_trusted')})`;
}

/** 1 or 0 for each API server. */
export function isUp(select: Select): string {
  return `min by (${perEndpoint}) (${select('apiserver_endpoint_up')})`;
}

/** 1 or 0 for each expected name at each API server. */
export function isCovered(select: Select): string {
  return `min by (${perName}) (${select('apiserver_endpoint_san_covered')})`;
}

/** 1 for each probe that fails. */
function failingProbes(select: Select): string {
  return `max by (${perProbe}) (${select('apiserver_endpoint_probe_failed')})`;
}

/** Counts failing probes by `labels`. The count is 0, not empty, where probes are made and all succeed. */
export function failingProbeCount(select: Select, labels: string = perTarget): string {
  const none = `0 * max by (${labels}) (${select('apiserver_target_discovery_success')})`;
  return `count by (${labels}) (${failingProbes(select)}) or ${none}`;
}

/** Start time in Unix seconds, from /metrics of the process. If it is not known, it is that of the loopback certificate. */
export function startedAt(select: Select): string {
  const by = (source: string): string =>
    `max by (${perEndpoint}) (${select('apiserver_endpoint_process_start_time_seconds', `source="${source}"`)})`;
  return `(${by('metrics')} or ${by('loopback')})`;
}
