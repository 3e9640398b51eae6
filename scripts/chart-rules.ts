import { dump, load } from 'js-yaml';
import { type Severity, withMarkers } from './chart-thresholds.js';

/** A rule as config/alerts.yml has it. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: { readonly severity: Severity };
  readonly annotations?: Readonly<Record<string, string>>;
}

export type AlertRule = Rule & Required<Pick<Rule, 'alert' | 'for' | 'labels' | 'annotations'>>;

export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly Rule[];
}

const head = `# Generated from config/alerts.yml by npm run generate. templates/prometheusrule.yaml adds what values.yaml has: $days and so on, for,
# keep_firing_for, severity, runbook_url, and what is in front of each dashboard_url.
`;

export function parseRules(yaml: string): readonly RuleGroup[] {
  return (load(yaml) as { readonly groups: readonly RuleGroup[] }).groups;
}

export function isAlert(rule: Rule): rule is AlertRule {
  return rule.alert !== undefined;
}

/** deploy/chart/files/alerts.yaml: the rules, without what the chart's values decide. */
export function chartRules(alerts: string): string {
  const groups = parseRules(alerts).map(({ name, rules }) => ({ name, rules: rules.map(forChart) }));
  return head + dump({ groups }, { lineWidth: -1 });
}

function forChart(rule: Rule): Rule {
  if (!isAlert(rule)) return rule;
  const { alert, expr, labels } = rule;
  const { summary = '', description = '', dashboard_url = '' } = rule.annotations;
  const path = dashboard_url.replace(/^https:\/\/[^/]+/, '');
  const annotations = { summary, description, dashboard_url: path };
  return { alert, expr: withMarkers(alert, labels.severity, expr), labels, annotations };
}
