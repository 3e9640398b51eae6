import { isAlert, parseRules, type Rule, withoutChosen } from './chart-rules.js';

/** The metrics of the exporter in an expression, with the brace of their matchers, if they have any. Recorded metrics have colons. */
const metric = /(?<![\w:])(apiserver_(?:endpoint|target|file|cert_exporter)_\w+)(?![\w:])(\{?)/g;

/** Selectors of `up` in config/alerts.yml, and the marker that stands for each. */
const jobs = {
  'job=~"apiserver-cert-exporter(-targets)?"': '$scrapes',
  'job="apiserver-cert-exporter"': '$exporter',
} as const;

/** deploy/mixin/files/rules.json: the groups of rules, with a marker in each place that the mixin's _config decides. */
export function mixinRules(alerts: string): string {
  const groups = parseRules(alerts).map(({ rules, ...group }) => ({ ...group, rules: rules.map(forMixin) }));
  return `${JSON.stringify(groups, null, 2)}\n`;
}

function forMixin(rule: Rule): object {
  const marked = isAlert(rule) ? { ...rule, ...withoutChosen(rule) } : rule;
  return { ...marked, expr: withSelectors(marked.expr) };
}

/** `$first` becomes matchers with a comma, `$alone` matchers in braces; both become nothing where there are none. */
function withSelectors(expr: string): string {
  const marked = expr.replaceAll(metric, (_, name: string, brace: string) =>
    brace === '' ? `${name}$alone` : `${name}{$first`,
  );
  return Object.entries(jobs).reduce((text, [selector, marker]) => text.replaceAll(selector, marker), marked);
}
