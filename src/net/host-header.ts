import type { Certificate } from '../x509/certificate.js';
import { covers } from '../x509/covers.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { type HostName, parseHostName } from '../x509/host-name.js';
import { parseIpAddress } from '../x509/ip-address.js';
import { joinHostPort } from './address.js';
import { clusterName } from './cluster-name.js';

/** What decides on the Host header of requests to one server. */
export interface HostChoice {
  /** What is dialled, as clients name it. */
  readonly own: HostName;
  readonly port: number;
  /** Other names of the same server, the best first. */
  readonly others: readonly string[];
  /** What the server has shown; undefined: it cannot be decoded. */
  readonly leaf: Certificate | undefined;
}

/**
 * Returns the Host header, which must not change what the server shows: a listener of the library dynamiclistener adds to its certificate
 * each IP under which a request reaches it. So an IP is sent only where the certificate covers it; where it does not, another name of the
 * server is. A listener that is known to be one of these gets only names that it has. Undefined: it has none, so nothing may be asked.
 */
export function hostHeader(choice: HostChoice): string | undefined {
  const { leaf, port } = choice;
  const host = leaf !== undefined && isDynamicListener(leaf) ? nameOfListener(choice, leaf) : nameOfServer(choice);
  return host && joinHostPort(host, port);
}

function nameOfServer({ own, others, leaf }: HostChoice): string {
  const isCovered = (name: string): boolean => leaf !== undefined && covers(leaf, name);
  if (own.kind === 'dns' || isCovered(own.text)) return own.text;
  return others.find(isCovered) ?? firstDnsName(leaf) ?? clusterName;
}

/** The listener compares letter by letter, so an IP in another form than it knows would be new to it. It adds no DNS name. */
function nameOfListener({ own, others }: HostChoice, leaf: Certificate): string | undefined {
  const has = (name: string): boolean => leaf.dnsNames.includes(name) || leaf.ipAddresses.includes(name);
  const known = [own.text, ...others].filter(has);
  return (
    known.find((name) => parseIpAddress(name) === undefined) ?? firstDnsName(leaf) ?? known[0] ?? leaf.ipAddresses[0]
  );
}

/** Returns the first SAN that a client can dial: no wildcard. */
function firstDnsName(leaf: Certificate | undefined): string | undefined {
  return leaf?.dnsNames.find((name) => parseHostName(name)?.text === name);
}
