import { type Thresholds, thresholds } from '../../src/findings/severity/thresholds.js';
import { perCertificate } from './labels.js';
import type { Select } from './select.js';

const day = 86_400;

/**
 * Returns a query for the urgency of each certificate. It follows the rules of config/alerts.yml, which use the days left and their share
 * of the lifetime. The values are 0 fine, 1 warning, 2 critical, 3 expired, and 4 or more not yet valid.
 */
export function certificateState(select: Select): string {
  const states = [
    stateOf(select, 'certificate=~"serving|name"', thresholds.serving),
    stateOf(select, 'certificate="loopback"', thresholds.loopback),
  ];
  return `max by (${perCertificate}) (${states.join(' or ')})`;
}

function stateOf(select: Select, matcher: string, { warning, critical }: Thresholds): string {
  const end = select('apiserver_endpoint_certificate_not_after_timestamp_seconds', matcher);
  const start = select('apiserver_endpoint_certificate_not_before_timestamp_seconds', matcher);
  const closerThan = ({ days, share }: Thresholds['warning']): string =>
    `(${end} - time() < bool clamp_max((${end} - ${start}) * ${share}, ${days * day}))`;
  const expired = `(${end} < bool time())`;
  const notYetValid = `4 * (${start} > bool time())`;
  return `(${[closerThan(warning), closerThan(critical), expired, notYetValid].join(' + ')})`;
}
