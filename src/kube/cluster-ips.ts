import { parseIpAddress } from '../x509/ip-address.js';
import { items, record } from './json.js';

/** The IPs of a core/v1 Service: two where the cluster speaks both IPv4 and IPv6, none where it is headless. Never throws. */
export function decodeClusterIps(service: unknown): readonly string[] {
  const { clusterIP, clusterIPs } = record(record(service)['spec']) as { clusterIP?: unknown; clusterIPs?: unknown };
  const texts = [clusterIP, ...items(clusterIPs).slice(0, 8)].filter((ip) => typeof ip === 'string');
  return [...new Set(texts.flatMap((text) => parseIpAddress(text) ?? []))];
}
