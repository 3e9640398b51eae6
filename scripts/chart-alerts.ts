import { type AlertRule, isAlert, parseRules } from './chart-rules.js';
import { chartThresholds, type Severity } from './chart-thresholds.js';
import { type Schema } from './json-schema.js';

/** An alert with its rules, one for each severity. */
interface ChartAlert {
  readonly name: string;
  readonly rules: readonly AlertRule[];
}

const begin = '# BEGIN generated: alerts';
const end = '# END generated: alerts';

const about = [
  '# -- Each alert can be switched off by `enabled`, as a whole or in one severity. A severity has `severity` (the label), `for`, `keepFiringFor`,',
  '# `labels`, and thresholds. An alert on an end fires if less than `days` and less than `lifetimeShare` of the lifetime are left; `floorDays` and',
  '# `floorShare` are for certificates that live for days (docs/thresholds.md). What `check`, the status page and the dashboards say does not change',
  '# with them. A `for` below 10m does not outlive a restart of Prometheus.',
  '# @default -- see below',
];

/** Puts the alerts into the chart's values.yaml, between two lines that mark their place. Throws if these are not there. */
export function withAlerts(values: string, alerts: string): string {
  const place = new RegExp(`(?<=^(?<indent> *)${begin}[^\\n]*\\n)[^]*?(?=^ *${end})`, 'm');
  const indent = place.exec(values)?.groups?.['indent'];
  if (indent === undefined) throw new Error(`deploy/chart/values.yaml has no lines '${begin}' and '${end}'`);
  const lines = [...about, 'alerts:', ...alertsIn(alerts).flatMap(valuesOf)];
  return values.replace(place, () => lines.map((line) => `${indent}${line}\n`).join(''));
}

/** The JSON Schema of these values. */
export function alertsSchema(alerts: string): Schema {
  const all = alertsIn(alerts).map(({ name, rules }) => [
    name,
    closed({
      enabled: { type: 'boolean' },
      ...Object.fromEntries(rules.map(({ labels }) => [labels.severity, levelSchema(name, labels.severity)])),
    }),
  ]);
  return closed(Object.fromEntries(all) as Readonly<Record<string, Schema>>);
}

function alertsIn(alerts: string): readonly ChartAlert[] {
  const all = parseRules(alerts)
    .flatMap(({ rules }) => rules)
    .filter(isAlert);
  const names = [...new Set(all.map(({ alert }) => alert))];
  return names.map((name) => ({ name, rules: all.filter(({ alert }) => alert === name) }));
}

function valuesOf({ name, rules }: ChartAlert): readonly string[] {
  const summary = rules.find(({ labels }) => labels.severity === 'critical') ?? rules[0];
  return [
    `  # -- ${summary?.annotations['summary'] ?? ''}`,
    `  # @default -- ${rules.map((rule) => `${rule.labels.severity} after ${rule.for}${thresholdsOf(rule)}`).join('; ')}`,
    `  ${name}:`,
    '    enabled: true',
    ...rules.flatMap((rule) => [`    ${rule.labels.severity}:`, ...levelOf(rule).map((line) => `      ${line}`)]),
  ];
}

function thresholdsOf({ alert, labels }: AlertRule): string {
  const numbers = chartThresholds[alert]?.[labels.severity] ?? [];
  return numbers.map(({ key, value }) => `, \`${key}: ${value}\``).join('');
}

function levelOf({ alert, labels, for: hold, keep_firing_for = '""' }: AlertRule): readonly string[] {
  const numbers = chartThresholds[alert]?.[labels.severity] ?? [];
  return [
    'enabled: true',
    `severity: ${labels.severity}`,
    `for: ${hold}`,
    `keepFiringFor: ${keep_firing_for}`,
    ...numbers.map(({ key, value }) => `${key}: ${value}`),
    'labels: {}',
  ];
}

function levelSchema(alert: string, severity: Severity): Schema {
  const numbers = (chartThresholds[alert]?.[severity] ?? []).map(({ key }) => [
    key,
    { type: 'number', exclusiveMinimum: 0, maximum: key.endsWith('Share') ? 1 : 3650 },
  ]);
  return closed({
    enabled: { type: 'boolean' },
    severity: { type: 'string', minLength: 1 },
    for: { $ref: '#/definitions/duration' },
    keepFiringFor: { anyOf: [{ const: '' }, { $ref: '#/definitions/duration' }] },
    ...(Object.fromEntries(numbers) as Readonly<Record<string, Schema>>),
    labels: { $ref: '#/definitions/stringMap' },
  });
}

/** Every key is there: values.yaml has them all, and `null`, with which helm removes a key, would be a rule that is half there. */
function closed(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}
