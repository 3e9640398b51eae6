import { type Recognised, recogniseServer } from '../servers/recognise-server.js';
import { isSelfMade } from '../x509/self-made.js';
import type { Report } from './report.js';

type Evidence = Pick<Report, 'kind' | 'serving' | 'loopback' | 'http' | 'path'>;

/** A report is asked by every metric and finding, and never changes. Null: nothing shows it. */
const known = new WeakMap<object, Recognised | null>();

/** Says which kind of server answers at the address, and why. Undefined: nothing shows it. Then it counts as a kube-apiserver. */
export function serverKindOf(report: Evidence): Recognised | undefined {
  const before = known.get(report);
  if (before !== undefined) return before ?? undefined;
  const found = recognised(report);
  known.set(report, found ?? null);
  return found;
}

function recognised({ kind, serving, loopback, http, path }: Evidence): Recognised | undefined {
  // A gateway may pass on answers of what is behind it.
  if (path !== '') return undefined;
  return recogniseServer({
    configured: kind,
    hasLoopback: loopback.state === 'found',
    checks: http?.health.map(({ check }) => check) ?? [],
    names: serving?.[0].dnsNames ?? [],
    isSelfMade: serving !== undefined && isSelfMade(serving[0]),
  });
}

/** Whether it is known to be another server than kube-apiserver. */
export function isOtherServer(report: Evidence): boolean {
  const server = serverKindOf(report);
  return server !== undefined && server.kind !== 'kube-apiserver';
}

/**
 * Whether clients verify nothing that it serves: its target says so, or another server than kube-apiserver has made its certificate itself, so that
 * no client can have its CA, and no CA is configured.
 */
export function isUnverified(report: Evidence & Pick<Report, 'isVerified' | 'trust'>): boolean {
  const { isVerified, serving, trust } = report;
  if (isVerified === false) return true;
  return serving !== undefined && trust.state === 'unknown' && isSelfMade(serving[0]) && isOtherServer(report);
}
