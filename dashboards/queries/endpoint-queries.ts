import { perCa, perCertificate, perEndpoint, perName, perProbe, perTarget } from './labels.js';
import type { Select } from './select.js';

const day = 86_400;

/** If several exporters probe one API server, the worst result counts, as it does for the alerts. */

const notAfter = 'apiserver_endpoint_certificate_not_after_timestamp_seconds';
const notBefore = 'apiserver_endpoint_certificate_not_before_timestamp_seconds';
const accepted = 'apiserver_endpoint_accepted';
const covered = 'apiserver_endpoint_san_covered';
const refused = 'apiserver_endpoint_refused';

/** Days until a Unix time in seconds. Negative values are the days since then. */
export function daysUntil(timestamp: string): string {
  return `(${timestamp} - time()) / ${day}`;
}

/** Days until each certificate ends. */
export function daysLeft(select: Select, ...matchers: readonly string[]): string {
  return daysUntil(`min by (${perCertificate}) (${select(notAfter, ...matchers)})`);
}

/** Unix time in milliseconds, which Grafana's units for dates require. */
export function endsAt(select: Select): string {
  return `min by (${perCertificate}) (${select(notAfter)}) * 1000`;
}

export function validFrom(select: Select): string {
  return `max by (${perCertificate}) (${select(notBefore)}) * 1000`;
}

/** Unix seconds until which clients accept what is served, by `labels`: the end of the best path to the CA. Nothing without a CA or a path. */
export function trustEnd(select: Select, labels: string): string {
  return `min by (${labels}) (${select('apiserver_endpoint_trust_not_after_timestamp_seconds')})`;
}

/** The end of each certificate of a CA, in Unix seconds. */
export function caEnds(select: Select): string {
  return `min by (${perCa}) (${select('apiserver_target_ca_not_after_timestamp_seconds')})`;
}

/** The end of each target's CA, in Unix seconds: of its last certificate, because an old one may end when the rotation is over. */
export function caEnd(select: Select): string {
  return `max by (${perTarget}) (${caEnds(select)})`;
}

/** How many API servers fewer there are than there should be. Nothing where nobody says how many. */
export function instancesMissing(select: Select): string {
  const expected = `max by (${perTarget}) (${select('apiserver_target_expected_instances')})`;
  return `clamp_min(${expected} - min by (${perTarget}) (${select('apiserver_target_instances')}), 0)`;
}

/** Days for which each process has been running. */
export function daysUp(select: Select): string {
  return `min by (${perEndpoint}) (${select('apiserver_endpoint_process_uptime_seconds')}) / ${day}`;
}

/** 1 or 0 for each API server. */
export function isUp(select: Select): string {
  return `min by (${perEndpoint}) (${select('apiserver_endpoint_up')})`;
}

/** 1 or 0 for each expected name at each API server: whether clients accept it, or where that is not known, whether it is covered. */
export function isAccepted(select: Select): string {
  return `min by (${perName}) (${select(accepted)}) or min by (${perName}) (${select(covered)})`;
}

/**
 * 1 for each name and reason for which clients refuse an API server. As for the alerts, names that no client is configured to use need not be
 * covered.
 */
export function refusals(select: Select): string {
  const by = `max by (${perName}, reason)`;
  const ofClients = `max by (${perName}) (${select(accepted, 'role="client"')})`;
  const missing = `${by} (${select(refused, 'reason="name"')}) and on (${perName}) ${ofClients}`;
  return `${by} (${select(refused, 'reason!="name"')}) or ${missing}`;
}

/** Counts names that are refused, by `labels`. A name counts once in each `labels`. The count is 0, not empty, where names are expected. */
export function refusedNameCount(select: Select, labels: string): string {
  const none = `0 * max by (${labels}, name) (${select(covered)})`;
  return `sum by (${labels}) (max by (${labels}, name) (${refusals(select)}) or ${none})`;
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
