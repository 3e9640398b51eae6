import { type Thresholds, thresholds } from '../../src/findings/severity/thresholds.js';
import { perCertificate } from './labels.js';
import type { Select } from './select.js';

const day = 86_400;

/**
 * How urgent each certificate is, by the rules of config/alerts.yml, which look at the days that are left and at their share of the lifetime:
 * 0 fine, 1 warning, 2 critical, 3 expired, 4 and more not valid yet.
 */
export function certificateState(select: Select): string {
  const states = (['serving', 'loopback'] as const).map((kind) => stateOf(select, kind, thresholds[kind]));
  return `max by (${perCertificate}) (${states.join(' or ')})`;
}

function stateOf(select: Select, certificate: string, { warning, critical }: Thresholds): string {
  const matcher = `certificate="${certificate}"`;
  const end = select('apiserver_endpoint_certificate_not_after_timestamp_seconds', matcher);
  const start = select('apiserver_endpoint_certificate_not_before_timestamp_seconds', matcher);
  const closerThan = ({ days, share }: Thresholds['warning']): string =>
    `(${end} - time() < bool clamp_max((${end} - ${start}) * ${share}, ${days * day}))`;
  const expired = `(${end} < bool time())`;
  const notYetValid = `4 * (${start} > bool time())`;
  return `(${[closerThan(warning), closerThan(critical), expired, notYetValid].join(' + ')})`;
}
