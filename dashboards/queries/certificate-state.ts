import { type Thresholds, thresholds } from '../../src/findings/severity/thresholds.js';
import { perCertificate } from './labels.js';
import type { Select } from './select.js';

const day = 86_400;

/**
 * Returns a query for the urgency of each certificate. It follows the rules of config/alerts.yml, which use the days left and their share
 * of the lifetime. The values are 0 fine, 1 warning, 2 critical, 3 expired, and 4 or more not yet valid.
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
