import { dump, load } from 'js-yaml';
import { defaultRunbookUrl, exampleGrafanaUrl } from '../src/cli/export/project-urls.js';
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
  const { expr, annotations } = withoutChosen(rule);
  const { summary = '', description = '', dashboard_url = '' } = annotations;
  return { alert: rule.alert, expr, labels: rule.labels, annotations: { summary, description, dashboard_url } };
}

/** The parts of an alert in which users choose something: markers are in place of thresholds, and links are what follows the chosen base. */
export function withoutChosen({
  alert,
  expr,
  labels,
  annotations,
}: AlertRule): Pick<AlertRule, 'expr' | 'annotations'> {
  const { runbook_url = '', dashboard_url = '' } = annotations;
  const links = {
    runbook_url: runbook_url.replace(defaultRunbookUrl, ''),
    dashboard_url: dashboard_url.replace(exampleGrafanaUrl, ''),
  };
  return { expr: withMarkers(alert, labels.severity, expr), annotations: { ...annotations, ...links } };
}
