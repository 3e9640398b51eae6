import type { TargetReport } from '../../probe/report.js';
import { parseHostName } from '../../x509/host-name.js';

/** The SANs that the serving certificates of a target should have: one list for all its nodes. */
export interface ExpectedSans {
  /** Expected names that the serving certificate of at least one endpoint does not cover. */
  readonly missing: readonly string[];
  /** The SANs that the certificates have now: DNS names (with wildcards), then IP addresses. */
  readonly present: readonly string[];
  /** Whether they have more than fit in a list. */
  readonly cut: boolean;
}

/** More than any API server has. Each costs the time to read it, and a hostile server shows new ones at each probe. */
const mostPresent = 1000;

/**
 * Names that are shown another certificate need no SAN here. The list is complete unless it is cut, because a renewal with only the missing
 * names would drop the others. SANs that are not host names are left out,
 * because the list is pasted into a shell and into YAML.
 */
export function expectedSans({ reports }: TargetReport): ExpectedSans {
  const missing = new Set(
    reports.flatMap(({ names }) =>
      names.filter(({ covered, shown }) => covered === false && shown === undefined).map(({ name }) => name),
    ),
  );
  const leaves = reports.flatMap(({ answers }) => answers.chains.map(([leaf]) => leaf));
  const dnsNames = firstOf(leaves.map((leaf) => leaf.dnsNames));
  const ips = firstOf(leaves.map((leaf) => leaf.ipAddresses));
  const present = [...dnsNames.found.filter(isHostPattern), ...ips.found];
  return {
    missing: [...missing],
    present: present.filter((san) => !missing.has(san)),
    cut: dnsNames.cut || ips.cut,
  };
}

/** Returns the first different ones, and whether there are more. */
function firstOf(lists: readonly (readonly string[])[]): { readonly found: readonly string[]; readonly cut: boolean } {
  const found = new Set<string>();
  for (const list of lists) {
    for (const each of list) {
      if (found.size === mostPresent && !found.has(each)) return { found: [...found], cut: true };
      found.add(each);
    }
  }
  return { found: [...found], cut: false };
}

/** Whether a SAN is a DNS name, or a wildcard: nothing else is pasted into a shell. */
export function isHostPattern(san: string): boolean {
  return parseHostName(san.replace(/^\*\./, ''))?.kind === 'dns';
}
