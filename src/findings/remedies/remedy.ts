import type { Distribution } from '../procedures/distribution.js';
import { type CommandLines, isProcedure, type Procedure } from '../procedures/procedure.js';

/** What to do about a finding. All of it is safe to paste: of a certificate's text, it contains only host names and IP addresses. */
export interface Remedy {
  /** Paragraphs for people, valid for every distribution. */
  readonly advice: readonly string[];
  /** Traps: steps that seem to help but do not, or that break more. */
  readonly beware: readonly string[];
  /** One procedure or more for each kind of control plane, or commands that only read. Empty: there is nothing to paste. */
  readonly procedures: readonly (CommandLines | Procedure)[];
}

/** Of what needs nothing for a long time. Such a finding is one line. */
export const nothingToDo: Remedy = { advice: [], beware: [], procedures: [] };

export function isNothingToDo({ advice, beware, procedures }: Remedy): boolean {
  return advice.length + beware.length + procedures.length === 0;
}

interface ChosenProcedures {
  readonly shown: Remedy['procedures'];
  readonly others: Remedy['procedures'];
}

/**
 * Splits the procedures into those for these distributions and the others. What is for all distributions is always shown. A procedure has a
 * hundred lines, so that none is shown by guess.
 */
export function chooseProcedures({ procedures }: Remedy, distributions: readonly Distribution[]): ChosenProcedures {
  const fits = (procedure: CommandLines): boolean =>
    procedure.distributions.length === 0 || procedure.distributions.some((each) => distributions.includes(each));
  return { shown: procedures.filter(fits), others: procedures.filter((procedure) => !fits(procedure)) };
}

/** Said before procedures of which a control plane needs some alone. Undefined: it needs them all. */
export function choiceText(shown: Remedy['procedures']): string | undefined {
  const kinds = shown.map(({ distributions }) => distributions).filter((names) => names.length > 0);
  const areSeveral = kinds.some((one) => kinds.some((other) => !one.some((name) => other.includes(name))));
  return areSeveral
    ? 'Several kinds of control plane have such certificates. Use the commands for yours, and no others.'
    : undefined;
}

/** The kinds of control planes that have other procedures than those that are shown. */
export function otherKinds({ shown, others }: ChosenProcedures): readonly Distribution[] {
  const known = new Set(shown.flatMap(({ distributions }) => distributions));
  return [...new Set(others.flatMap(({ distributions }) => distributions))].filter((name) => !known.has(name));
}

/** Names what is not shown. Of a kind of control plane that has a procedure among those that are shown, only a further stage is named. */
export function namesOfOthers({ shown, others }: ChosenProcedures): string {
  const known = new Set(shown.flatMap(({ distributions }) => distributions));
  const names = others.flatMap((procedure) =>
    procedure.distributions.flatMap((name) => {
      if (!known.has(name)) return [name];
      return isProcedure(procedure) && procedure.stage !== undefined ? [`${name} (${procedure.stage})`] : [];
    }),
  );
  return [...new Set(names)].join(', ');
}
