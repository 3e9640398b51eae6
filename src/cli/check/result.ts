import type { KubeadmExpiration } from '../../files/kubeadm-expiration.js';
import type { FileEvidence } from '../../files/serving-file.js';
import type { Finding } from '../../findings/findings-of.js';
import type { LocalServer } from '../../probe/local-server.js';
import type { TargetReport } from '../../probe/report.js';
import { isSaidBy } from '../said-by.js';

/** What kubeadm shows of its files, and the API server that should serve one of them. */
export interface KubeadmCheck extends KubeadmExpiration {
  readonly server: LocalServer;
}

/** The result of one check. The table and the JSON are made from it. */
export interface CheckResult extends FileEvidence {
  /** The time that the certificates were compared with, in unix seconds. */
  readonly now: number;
  readonly targets: readonly TargetReport[];
  /** undefined: not requested. */
  readonly kubeadm: KubeadmCheck | undefined;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Whether the table has to name the target of each endpoint. It does not if there is only one, or if the addresses already say it. */
export function showsTargets(targets: readonly TargetReport[]): boolean {
  if (targets.length < 2) return false;
  return targets.some(
    ({ target, reports }) => reports.length === 0 || reports.some(({ address }) => !isSaidBy(address, target.name)),
  );
}
