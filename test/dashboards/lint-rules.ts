import { type DashboardJson, expressionsOf, type VariableJson } from './dashboard-json.js';
import type { LintRule } from './lint-rule.js';
import { panelLintRules } from './panel-lint-rules.js';

/**
 * Rules for dashboards. Each rule returns its violations. Most rules are those of Grafana's dashboard-linter, under its names. The
 * exceptions that would be in a .lint file are here, each with its reason.
 */
export const lintRules: Readonly<Record<string, LintRule>> = {
  'uneditable-dashboard': ({ editable }) => (editable ? ['editable'] : []),

  'classic-json': ({ schemaVersion, __inputs }) => [
    ...(schemaVersion === 42 ? [] : [`schemaVersion ${schemaVersion}`]),
    ...(__inputs === undefined ? [] : ['__inputs, which provisioning refuses']),
  ],

  'timezone-utc': ({ timezone }) => (timezone === 'utc' ? [] : [timezone]),

  'template-datasource-rule': ({ templating: { list } }) => {
    const [first] = list;
    const asWanted = first?.name === 'datasource' && first.type === 'datasource' && first.query === 'prometheus';
    return asWanted && first.label === 'Data source' ? [] : ['the first variable is no data source'];
  },

  'template-job-rule': (dashboard) => choosesSeveral(dashboard, 1, 'job', 'Job'),

  'template-instance-rule': (dashboard) => choosesSeveral(dashboard, 2, 'instance', 'Instance'),

  'template-on-time-change-reload-rule': ({ templating: { list } }) =>
    list.filter(({ type, refresh }) => type === 'query' && refresh !== 2).map(({ name }) => name),

  'template-label-promql-rule': ({ templating: { list } }) =>
    list.filter(({ type, query }) => type === 'query' && !labelValues.test(query)).map(({ query }) => query),

  'template-used-rule': (dashboard) => {
    const used = JSON.stringify(dashboard);
    const unused = ({ name }: VariableJson) => !new RegExp(`\\$\\{?${name}\\b`).test(used);
    return dashboard.templating.list.filter(unused).map(({ name }) => name);
  },

  'target-job-rule': (dashboard) => withoutMatcher(dashboard, 'job'),

  'target-instance-rule': (dashboard) => withoutMatcher(dashboard, 'instance'),

  'target-rate-interval-rule': (dashboard) =>
    expressionsOf(dashboard)
      .filter(([, expr]) =>
        [...expr.matchAll(/\b(?:rate|irate|increase)\(.*?\[(.*?)\]/g)].some(([, range = '']) => !ranges.has(range)),
      )
      .map(([where]) => where),

  'target-counter-agg-rule': (dashboard) =>
    expressionsOf(dashboard)
      .filter(([, expr]) =>
        [...expr.matchAll(/(\w+\()?\w+_(?:total|bucket|count|sum)\{/g)].some(
          ([, call]) => !/^(rate|increase)\($/.test(call ?? ''),
        ),
      )
      .map(([where]) => where),

  ...panelLintRules,

  'link-rule': ({ links, panels }) =>
    [...links, ...panels.flatMap((panel) => panel.links ?? [])]
      .filter(({ placement }) => placement !== undefined)
      .map(({ title }) => title),
};

const labelValues = /^(?:label_values\((?:\w+|\w*\{[^{}]*\}), \w+\)|query_result\(.+\))$/;

/** Beside Grafana's interval for rates: counts of rare events are of an hour or of the whole range, so that they are whole numbers. */
const ranges: ReadonlySet<string> = new Set(['$__rate_interval', '1h', '$__range']);

function choosesSeveral({ templating: { list } }: DashboardJson, i: number, name: string, label: string): string[] {
  const variable = list[i];
  if (variable?.name !== name) return [`variable ${i} is not ${name}`];
  return [
    ...(variable.label === label ? [] : ['label']),
    ...(variable.multi && variable.includeAll ? [] : ['one value only']),
    ...(variable.allValue === '.+' ? [] : ['allValue']),
  ];
}

/**
 * Every selector must have the matcher, also selectors in arguments. An alert may lack the label, so the matcher of ALERTS also accepts an
 * empty value.
 */
function withoutMatcher(dashboard: DashboardJson, name: string): readonly string[] {
  const matcher = new RegExp(`\\b${name}=~"\\$${name}\\|?"`);
  return expressionsOf(dashboard).flatMap(([where, expr]) =>
    [...expr.matchAll(/(\w*)\{([^{}]*)\}/g)]
      .filter(
        ([, metric = '', matchers = '']) => !matcher.test(matchers) || (matchers.includes('|"') && metric !== 'ALERTS'),
      )
      .map(([selector]) => `${where}: ${selector}`),
  );
}
