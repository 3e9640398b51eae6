import { alerts } from './committed-rules.js';
import type { Alert } from './rule-file.js';

type Texts = Readonly<Record<string, string>>;

/** The annotations in the order in which `rendered` counts. */
const order = ['summary', 'description', 'runbook_url', 'dashboard_url'] as const;

/**
 * The annotations that Prometheus gives an alert with these labels. The text comes from config/alerts.yml, its only place. `rendered` has what
 * each action of a template gives that is not a label, such as `{{ $value | humanizeDuration }}`, in the order of the text.
 */
export function expectedAnnotations(alertname: string, labels: Texts, rendered: readonly string[] = []): Texts {
  const rule = alerts.find((each) => each.alert === alertname && each.labels['severity'] === labels['severity']);
  if (rule === undefined) throw new Error(`config/alerts.yml has no alert ${alertname} (${labels['severity'] ?? ''})`);
  const left = [...rendered];
  const texts = order.map((key) => [key, renderText(rule, key, labels, left)] as const);
  if (left.length > 0) throw new Error(`${alertname}: more is rendered than its templates have: ${left.join(', ')}`);
  return Object.fromEntries(texts);
}

function renderText({ alert, annotations }: Alert, key: string, labels: Texts, left: string[]): string {
  return partsOf(annotations[key] ?? '')
    .map((part) => {
      if (!part.startsWith('{{')) return part;
      const [, label, encoded] = /^\{\{ \$labels\.(\w+)( \| urlquery)? \}\}$/.exec(part) ?? [];
      const value = label === undefined ? left.shift() : (labels[label] ?? '');
      if (value === undefined) throw new Error(`${alert}, ${key}: nothing is rendered for ${part}`);
      // Go's QueryEscape writes a blank as +.
      return encoded === undefined ? value : encodeURIComponent(value).replaceAll('%20', '+');
    })
    .join('');
}

/** Literal text and the actions of Go's text/template in turn; `range`, `with` and `if` reach to their `end`. */
function partsOf(template: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  for (const piece of template.split(/(\{\{.*?\}\})/s)) {
    if (depth > 0) parts.push(`${parts.pop() ?? ''}${piece}`);
    else parts.push(piece);
    if (/^\{\{ (?:range|with|if) /.test(piece)) depth += 1;
    else if (/^\{\{-? end \}\}$/.test(piece)) depth -= 1;
  }
  return parts;
}
