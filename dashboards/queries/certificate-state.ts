import { type Threshold, type Thresholds, thresholds } from '../../src/findings/severity/thresholds.js';
import { perCertificate, perEndpoint } from './labels.js';
import type { Select } from './select.js';

const day = 86_400;

/**
 * Returns a query for the urgency of each certificate. It follows the rules of config/alerts.yml, which use the days left, their share of the
 * lifetime, and a floor for short lifetimes, and what the end of a certificate breaks: nothing where nobody verifies it, or where a server makes no
 * requests to itself. It needs no recording rule, so it forgets renewals a day after the exporter has. The values are 0 fine, 1 warning, 2
 * critical, 3 expired, and 4 or more not yet valid.
 */
export function certificateState(select: Select): string {
  const serving = stateOf(select, 'certificate=~"serving|name"', thresholds.serving);
  const loopback = stateOf(select, 'certificate="loopback"', thresholds.loopback);
  const where = (metric: string, ...matchers: readonly string[]): string =>
    `and on (${perEndpoint}) ${select(metric, ...matchers)}`;
  const ofServer = (end: string): string => where('apiserver_endpoint_server_info', `loopback_end="${end}"`);
  // Of two with the same labels, `or` takes the first.
  const states = [
    `${serving} >= bool 3 ${where('apiserver_endpoint_unverified')}`,
    serving,
    `0 * ${loopback} ${ofServer('harmless')}`,
    `clamp_max(${loopback}, 1) ${ofServer('may_break')}`,
    loopback,
  ];
  return `max by (${perCertificate}) (${states.join(' or ')})`;
}

function stateOf(select: Select, matcher: string, { warning, critical }: Thresholds): string {
  const end = select('apiserver_endpoint_certificate_not_after_timestamp_seconds', matcher);
  const start = select('apiserver_endpoint_certificate_not_before_timestamp_seconds', matcher);
  const ratio = `last_over_time(${select('apiserver_endpoint_certificate_renewal_ratio', matcher)}[1d])`;
  const below = (seconds: string): string => `(${end} - time() < bool ${seconds})`;
  const part = (share: number, days: number): string =>
    below(`clamp_max((${end} - ${start}) * ${share}, ${days * day})`);
  const closerThan = ({ days, share, floor }: Threshold): string => {
    if (floor === undefined) return part(share, days);
    const least = part(floor.share, floor.days);
    const late = below(`(${end} - ${start}) * (${ratio} > ${floor.inTime}) * ${floor.late}`);
    return `clamp_max(${part(share, days)} + (${late} * ${least} or ${least}), 1)`;
  };
  const expired = `(${end} < bool time())`;
  const notYetValid = `4 * (${start} > bool time())`;
  return `(${[closerThan(warning), closerThan(critical), expired, notYetValid].join(' + ')})`;
}
