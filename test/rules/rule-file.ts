import { load } from 'js-yaml';

/** A rule as Prometheus has it in a file. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export type Alert = Required<Omit<Rule, 'record' | 'keep_firing_for'>> & Pick<Rule, 'keep_firing_for'>;

export interface Group {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly Rule[];
}

export function parseGroups(yaml: string): readonly Group[] {
  return (load(yaml) as { readonly groups: readonly Group[] }).groups;
}

/** Every rule of a file, in order. */
export function parseRules(yaml: string): readonly Rule[] {
  return parseGroups(yaml).flatMap(({ rules }) => rules);
}

export function isAlert(rule: Rule): rule is Alert {
  return rule.alert !== undefined;
}
