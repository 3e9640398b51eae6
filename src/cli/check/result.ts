import type { KubeadmExpiration } from '../../files/kubeadm-expiration.js';
import type { FileEvidence } from '../../files/serving-file.js';
import type { Finding } from '../../findings/findings-of.js';
import type { TargetReport } from '../../probe/report.js';

/** Everything that one check showed: the table and the JSON are made from it. */
export interface CheckResult extends FileEvidence {
  /** Unix seconds at which it was judged. */
  readonly now: number;
  readonly targets: readonly TargetReport[];
  /** Undefined: it was not requested. */
  readonly kubeadm: KubeadmExpiration | undefined;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Whether the table has to name the target of an endpoint: not when there is only one, nor where the address says it. */
export function showsTargets(targets: readonly TargetReport[]): boolean {
  if (targets.length < 2) return false;
  return targets.some(
    ({ target, reports }) => reports.length === 0 || reports.some(({ address }) => !isSaidBy(address, target.name)),
  );
}

/** `10.225.4.51`, `10.225.4.51:6443` and `https://10.225.4.51:6443/` add nothing to `10.225.4.51:6443`. */
function isSaidBy(address: string, name: string): boolean {
  const host = name.replace(/^https:\/\//i, '').replace(/\/$/, '');
  return [host, `[${host}]`].some((prefix) => address === prefix || address.startsWith(`${prefix}:`));
}
