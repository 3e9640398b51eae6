import type { Distribution } from './distribution.js';

/** What to do about a finding. All of it is safe to paste: of a certificate's text, it contains only host names and IP addresses. */
export interface Remedy {
  /** Paragraphs for people, valid for every distribution. */
  readonly advice: readonly string[];
  /** Traps: steps that seem to help but do not, or that break more. */
  readonly beware: readonly string[];
  /** One procedure for each kind of control plane. Empty: there is nothing to paste. */
  readonly procedures: readonly Procedure[];
}

export interface Procedure {
  /** Empty: for all distributions. */
  readonly distributions: readonly Distribution[];
  /** Commands that are safe to paste all at once. Comments after `# ` say what to edit, with pieces of configuration. */
  readonly lines: readonly string[];
}

/** Splits the procedures into those for these distributions and the others. If none fits, all are shown. */
export function chooseProcedures(
  { procedures }: Remedy,
  distributions: readonly Distribution[],
): { readonly shown: readonly Procedure[]; readonly others: readonly Procedure[] } {
  const fits = (procedure: Procedure): boolean => procedure.distributions.some((each) => distributions.includes(each));
  if (!procedures.some(fits)) return { shown: procedures, others: [] };
  return { shown: procedures.filter(fits), others: procedures.filter((procedure) => !fits(procedure)) };
}
