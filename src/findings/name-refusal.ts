import type { NameVerdict, Report } from '../probe/report.js';
import type { RefusalReason } from '../x509/go-refusal.js';
import { isExplained, nameRefusal } from './kinds/refusal.js';

/** Why clients refuse a name. Undefined: they accept it, or that is unknown. A name that is not covered is refused for its name. */
export function nameRefusalReason(verdict: NameVerdict): RefusalReason | undefined {
  return nameRefusal(verdict)?.reason ?? (verdict.covered === false ? 'name' : undefined);
}

/** Whether the fault is that of the serving chain, so that it is the same for every name. `now`: Unix seconds. */
export function isRefusedLikeAll(report: Report, verdict: NameVerdict, now: number): boolean {
  const refusal = nameRefusal(verdict);
  return refusal !== undefined && isExplained(report, verdict, refusal, now);
}
