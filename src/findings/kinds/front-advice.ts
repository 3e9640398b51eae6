import type { Report } from '../../probe/report.js';
import { sniRefusals } from '../../probe/sni-refusal.js';

const refusals: ReadonlySet<string> = new Set(sniRefusals);
const cuts: ReadonlySet<string> = new Set(['closed', 'reset']);

/**
 * Advice on serving handshakes that a front in between may have refused: one that routes by SNI (HAProxy, nginx, hitch, Caddy) knows no route
 * without an SNI or for this one, and a listener that expects a PROXY header ends what begins without it.
 */
export function frontAdvice(reports: readonly Report[]): readonly string[] {
  const refused = reports.filter(({ serving, failures }) => serving === undefined && failures.some(isRefused));
  const isCut = refused.some(({ failures }) =>
    failures.some(({ probe, reason }) => probe === 'serving' && cuts.has(reason)),
  );
  return [...new Set([...refused.map(routeAdvice), ...(isCut ? [proxyHeader] : [])])];
}

function isRefused({ probe, reason }: Report['failures'][number]): boolean {
  return probe === 'serving' && refusals.has(reason);
}

const proxyHeader =
  'If this is a listener that expects a PROXY header (accept-proxy, proxy_protocol), it cuts off every client without one: probe the instance behind it, or a listener without.';

function routeAdvice({ serverName }: Report): string {
  return serverName === undefined
    ? 'If a front that routes by SNI is there, it refuses what is dialled by IP: use its DNS name as the address, or set serverName (in a kubeconfig: tls-server-name) to a name that it routes.'
    : 'If a front that routes by SNI is there, it has no route for the name that was sent, or nothing behind it: use the DNS name that clients use, or set serverName to it.';
}
