import type { TargetReport } from '../../probe/report.js';
import { parseHostName } from '../../x509/host-name.js';

/** The SANs that the serving certificates of a target should have, so that one list serves all of its nodes. */
export interface ExpectedSans {
  /** Expected names that some endpoint does not cover. */
  readonly missing: readonly string[];
  /** What the certificates have now: DNS names, then IP addresses. Any wildcard stands among them. */
  readonly present: readonly string[];
}

/**
 * Renewing with the missing names alone would drop others, so the list is complete. SANs that are no host names are left out: they would
 * be pasted into a shell and into YAML.
 */
export function expectedSans({ reports }: TargetReport): ExpectedSans {
  const missing = new Set(
    reports.flatMap(({ names }) => names.filter(({ covered }) => !covered).map(({ name }) => name)),
  );
  const leaves = reports.flatMap(({ serving }) => serving?.[0] ?? []);
  const dnsNames = leaves.flatMap((leaf) => leaf.dnsNames.filter(isHostPattern));
  const present = new Set([...dnsNames, ...leaves.flatMap((leaf) => leaf.ipAddresses)]);
  return { missing: [...missing], present: [...present].filter((san) => !missing.has(san)) };
}

function isHostPattern(san: string): boolean {
  return parseHostName(san.replace(/^\*\./, ''))?.kind === 'dns';
}
