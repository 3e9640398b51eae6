import { ownText } from '../bounds/limited-list.js';
import { joinHostPort } from '../net/address.js';
import { parseIpAddress } from '../x509/ip-address.js';

/** One kube-apiserver, as the Kubernetes API lists it. */
export interface ApiserverInstance {
  /** In canonical form. */
  readonly ip: string;
  readonly port: number;
  /** False if no traffic is sent there now. Such an instance is kept: one that is not ready is exactly the one to see. */
  readonly ready: boolean;
  readonly nodeName: string | undefined;
}

export interface ApiserverInstances {
  /** Each pair of IP and port once, in the order of the list. */
  readonly instances: readonly ApiserverInstance[];
  /** The number of entries that make no sense: without an IP or without a port. */
  readonly skipped: number;
  /** Whether the list was cut because it exceeded a limit. */
  readonly truncated: boolean;
}

/** An entry of a list, not yet checked. `port` is undefined if it cannot be determined. */
export interface Candidate {
  readonly ip: unknown;
  readonly port: number | undefined;
  readonly ready: boolean;
  readonly nodeName: unknown;
}

/** Many times as many as any control plane has. */
export const maxInstances = 256;
const maxCandidates = 10_000;

/** Collects the entries that make sense, each instance once. An instance is ready if any of its entries says so. */
export function collectInstances(candidates: Iterable<Candidate>): ApiserverInstances {
  const found = new Map<string, ApiserverInstance>();
  let [seen, skipped] = [0, 0];
  for (const candidate of candidates) {
    if (seen === maxCandidates || found.size > maxInstances) break;
    seen += 1;
    const instance = toInstance(candidate);
    if (instance === undefined) skipped += 1;
    else add(instance, found);
  }
  const truncated = seen === maxCandidates || found.size > maxInstances;
  return { instances: [...found.values()].slice(0, maxInstances), skipped, truncated };
}

function toInstance({ ip, port, ready, nodeName }: Candidate): ApiserverInstance | undefined {
  const canonical = typeof ip === 'string' ? parseIpAddress(ip) : undefined;
  if (canonical === undefined || port === undefined) return undefined;
  const name = typeof nodeName === 'string' && nodeName !== '' ? ownText(nodeName.slice(0, 253)) : undefined;
  return { ip: canonical, port, ready, nodeName: name };
}

function add(instance: ApiserverInstance, found: Map<string, ApiserverInstance>): void {
  const key = joinHostPort(instance.ip, instance.port);
  const known = found.get(key);
  const ready = instance.ready || known?.ready === true;
  found.set(key, { ...instance, ready, nodeName: known?.nodeName ?? instance.nodeName });
}
