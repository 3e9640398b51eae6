import type { Distribution } from './distribution.js';

/** What to do about a finding. All of it is safe to paste: of a certificate's text, only what is a host name stands in it. */
export interface Remedy {
  /** What holds wherever the control plane comes from: paragraphs for people. */
  readonly advice: readonly string[];
  /** Traps: what looks like a remedy and is none, or breaks more. */
  readonly beware: readonly string[];
  /** The ways of doing it, one for each kind of control plane; none: there is nothing to paste. */
  readonly procedures: readonly Procedure[];
}

export interface Procedure {
  /** none: for all of them. */
  readonly distributions: readonly Distribution[];
  /** Commands, safe when all of them are pasted at once. Behind `# ` are comments: what to edit, with pieces of configuration. */
  readonly lines: readonly string[];
}

/** The procedures for these distributions, and the rest. When there is none for them, all are to be shown. */
export function chooseProcedures(
  { procedures }: Remedy,
  distributions: readonly Distribution[],
): { readonly shown: readonly Procedure[]; readonly others: readonly Procedure[] } {
  const fits = (procedure: Procedure): boolean => procedure.distributions.some((each) => distributions.includes(each));
  if (!procedures.some(fits)) return { shown: procedures, others: [] };
  return { shown: procedures.filter(fits), others: procedures.filter((procedure) => !fits(procedure)) };
}
