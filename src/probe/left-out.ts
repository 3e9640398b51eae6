import { isIPv4 } from 'node:net';
import { type Reason, reasons } from './reason.js';

/** What became of the connection to one address of a DNS name. */
export interface Dialled {
  readonly ip: string;
  /** IP:port. */
  readonly address: string;
  /** Whether TCP connected. */
  readonly connected: boolean;
  /** Why the probe of the serving certificate failed, if it did. */
  readonly reason: Reason | undefined;
}

/**
 * Returns the addresses of a DNS name that say nothing of its API servers, because no address of their family connects and one of the other
 * family does. Clients then use the other one (Go's net.Dialer, RFC 8305). That holds if this host has no route to any address of the
 * family, or if it is the half of localhost on which nothing listens. With `anyFamily`, as for a client that connects once, any failure to
 * connect counts. One of several addresses of a family that answers is reason enough to report the rest: they are different servers.
 */
export function leftOut(dialled: readonly Dialled[], anyFamily: boolean): readonly Dialled[] {
  const excuses = anyFamily ? anyExcuse : dialled.every(({ ip }) => isLoopback(ip)) ? loopbackExcuses : routeExcuses;
  const families = [true, false].map((ipv4) => dialled.filter(({ ip }) => isIPv4(ip) === ipv4));
  if (!dialled.some(({ connected }) => connected)) return [];
  const silent = families.filter((family) => !family.some(({ connected }) => connected)).flat();
  return silent.every(({ reason }) => reason !== undefined && excuses.has(reason)) ? silent : [];
}

/** Says in one sentence which addresses of the name are left out, and why. Undefined: none. */
export function leftOutNote(name: string, dialled: readonly Dialled[], out: readonly Dialled[]): string | undefined {
  const answering = dialled.find(({ connected }) => connected);
  if (out.length === 0 || answering === undefined) return undefined;
  const why = [...new Set(out.flatMap(({ reason }) => reason ?? []))].map(
    (reason) => `${reasons[reason].meaning} (${reason})`,
  );
  const addresses = out.map(({ address }) => address).join(', ');
  return `of ${name}, ${addresses} ${out.length === 1 ? 'is' : 'are'} left out: ${why.join('; ')}, but ${answering.address} answers, and clients use whichever address family does`;
}

const routeExcuses: ReadonlySet<Reason> = new Set(['no_route']);
const loopbackExcuses: ReadonlySet<Reason> = new Set(['no_route', 'unreachable', 'refused']);
const anyExcuse: ReadonlySet<Reason> = new Set(['no_route', 'unreachable', 'refused', 'connect_timeout']);

function isLoopback(ip: string): boolean {
  return ip === '::1' || ip.startsWith('127.');
}
