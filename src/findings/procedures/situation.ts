import { withoutFronts } from '../../probe/processes.js';
import type { TargetReport } from '../../probe/report.js';
import { type ExpectedSans, expectedSans, isHostPattern } from './expected-sans.js';

/** What is known of a control plane. Everything in it is safe to paste: host names and IP addresses. */
export interface Situation {
  /** The SANs that all its serving certificates should have. */
  readonly sans: ExpectedSans;
  /** Its API servers whose serving certificate was seen, in the order of their endpoints. */
  readonly nodes: readonly NodeSans[];
}

/** The SANs of one serving certificate. */
export interface NodeSans {
  /** IP:port, or host:port. */
  readonly address: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** Nothing is known: the procedures are the same for every control plane. */
export const noSituation: Situation = { sans: { missing: [], present: [], cut: false }, nodes: [] };

export function situationOf(report: TargetReport): Situation {
  const sans = expectedSans(report);
  const nodes = withoutFronts(report).flatMap(({ address, serving }) =>
    serving === undefined
      ? []
      : [{ address, dnsNames: serving[0].dnsNames.filter(isHostPattern), ipAddresses: serving[0].ipAddresses }],
  );
  return { sans, nodes };
}
