import { thresholds } from '../../src/findings/severity/thresholds.js';
import { perCertificate, perEndpoint } from './labels.js';
import { type Life, lifeState, outsideItsDates } from './life-state.js';
import type { Select } from './select.js';

/**
 * Returns a query for the urgency of each certificate. It follows the rules of config/alerts.yml, which also ask what the end of a certificate
 * breaks: nothing where nobody verifies it, or where a server makes no requests to itself. The values are those of `lifeState`.
 */
export function certificateState(select: Select): string {
  const serving = lives(select, 'certificate=~"serving|name"');
  const loopback = lives(select, 'certificate="loopback"');
  const and = (metric: string, ...matchers: readonly string[]): string =>
    `and on (${perEndpoint}) ${select(metric, ...matchers)}`;
  // The most that the end of a loopback certificate can be, by what it breaks. The label keeps it apart from the state, and `min` takes the lower.
  const limit = (most: string, end: string): string =>
    `label_replace((${loopback.notAfter} ${most}) ${and('apiserver_endpoint_server_info', `loopback_end="${end}"`)}, "limit", "${end}", "", "")`;
  const states = [
    // Of two with the same labels, `or` takes the first.
    `${outsideItsDates(serving)} ${and('apiserver_endpoint_unverified')}`,
    lifeState(serving, thresholds.serving),
    `min without (limit) (${[lifeState(loopback, thresholds.loopback), limit('* 0', 'harmless'), limit('^ 0', 'may_break')].join(' or ')})`,
  ];
  return `max by (${perCertificate}) (${states.join(' or ')})`;
}

/** Selects what is known of certificates. */
function lives(select: Select, matcher: string): Life {
  const metric = (name: string): string => select(`apiserver_endpoint_certificate_${name}`, matcher);
  return {
    notAfter: metric('not_after_timestamp_seconds'),
    notBefore: metric('not_before_timestamp_seconds'),
    renewalRatio: metric('renewal_ratio'),
  };
}
