import {
  type DashboardJson,
  expressionsOf,
  type PanelJson,
  panelsOf,
  type StepJson,
  type VariableJson,
} from './dashboard-json.js';

/**
 * Rules for dashboards. Each rule returns its violations. Most rules are those of Grafana's dashboard-linter, under its names. The
 * exceptions that would be in a .lint file are here, each with its reason.
 */
export const lintRules: Readonly<Record<string, (dashboard: DashboardJson) => readonly string[]>> = {
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

  'panel-datasource-rule': (dashboard) =>
    [...panelsOf(dashboard), ...dashboard.annotations.list, ...dashboard.templating.list.slice(1)]
      .filter(({ datasource }) => JSON.stringify(datasource) !== chosenDatasource)
      .map((item) => ('title' in item ? item.title : item.name)),

  'panel-title-description-rule': eachPanel(
    ({ title, description = '' }) => title !== '' && /^[A-Z].{20,}\.$/s.test(description),
  ),

  'panel-units-rule': eachPanel(({ fieldConfig: { defaults } }) => units.has(defaults.unit ?? '')),

  'column-units-rule': (dashboard) =>
    panelsOf(dashboard).flatMap(({ title, fieldConfig: { overrides } }) =>
      overrides.flatMap(({ properties }) =>
        properties
          .filter(({ id, value }) => id === 'unit' && !units.has(String(value)))
          .map(({ value }) => `${title}: ${String(value)}`),
      ),
    ),

  'column-empty-cell-rule': (dashboard) =>
    panelsOf(dashboard)
      .filter(({ type }) => type === 'table')
      .flatMap(({ title, fieldConfig: { overrides } }) =>
        overrides
          .filter(({ properties }) => !/"noValue"|"null\+nan"/.test(JSON.stringify(properties)))
          .map(({ matcher }) => `${title}: ${matcher.options}`),
      ),

  'panel-no-targets-rule': eachPanel(({ targets = [] }) => targets.length > 0),

  'panel-empty-state-rule': eachPanel(({ fieldConfig: { defaults } }) => (defaults.noValue ?? '').length > 5),

  // Otherwise a missing value has the colour of the lowest values, which may mean that everything is fine.
  'panel-unknown-colour-rule': (dashboard) =>
    panelsOf(dashboard)
      .filter(({ type }) => type === 'stat' || type === 'bargauge')
      .filter(({ fieldConfig: { defaults } }) => !JSON.stringify(defaults.mappings).includes('"match":"null+nan"'))
      .map(({ title }) => title),

  'panel-thresholds-rule': eachPanel(({ fieldConfig: { defaults } }) => ascends(defaults.thresholds?.steps ?? [])),

  'panel-id-rule': ({ panels }) => repeated(panels.map(({ id, title }) => [String(id), title])),

  'panel-title-unique-rule': ({ panels }) => repeated(panels.map(({ title }) => [title, title])),

  'panel-ref-id-rule': eachPanel(({ targets = [] }) =>
    targets.every(({ refId }, i) => refId === String.fromCharCode(65 + i)),
  ),

  'panel-overlap-rule': ({ panels }) =>
    panels.flatMap((panel, i) =>
      panels
        .slice(i + 1)
        .filter((other) => overlap(panel, other))
        .map(({ title }) => title),
    ),

  'row-width-rule': ({ panels }) => panels.filter(({ gridPos: { x, w } }) => x + w > 24).map(({ title }) => title),

  'target-job-rule': (dashboard) => withoutMatcher(dashboard, 'job'),

  'target-instance-rule': (dashboard) => withoutMatcher(dashboard, 'instance'),

  'target-rate-interval-rule': (dashboard) =>
    expressionsOf(dashboard)
      .filter(([, expr]) =>
        [...expr.matchAll(/\b(?:rate|irate|increase)\(.*?\[(.*?)\]/g)].some(
          ([, range]) => range !== '$__rate_interval',
        ),
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

  'link-rule': ({ links, panels }) =>
    [...links, ...panels.flatMap((panel) => panel.links ?? [])]
      .filter(({ placement }) => placement !== undefined)
      .map(({ title }) => title),
};

const labelValues = /^label_values\((?:\w+|\w*\{[^{}]*\}), \w+\)$/;

const chosenDatasource = JSON.stringify({ type: 'prometheus', uid: '${datasource}' });

/** The units of Grafana (packages/grafana-data/src/valueFormats/categories.ts) that are used here. */
const units = new Set(['none', 'short', 'string', 's', 'dtdurations', 'dateTimeAsIso', 'cps', 'percentunit', 'bytes']);

function choosesSeveral({ templating: { list } }: DashboardJson, i: number, name: string, label: string): string[] {
  const variable = list[i];
  if (variable?.name !== name) return [`variable ${i} is not ${name}`];
  return [
    ...(variable.label === label ? [] : ['label']),
    ...(variable.multi && variable.includeAll ? [] : ['one value only']),
    ...(variable.allValue === '.+' ? [] : ['allValue']),
  ];
}

function eachPanel(isFine: (panel: PanelJson) => boolean): (dashboard: DashboardJson) => readonly string[] {
  return (dashboard) =>
    panelsOf(dashboard)
      .filter((panel) => !isFine(panel))
      .map(({ title }) => title);
}

/** The first step has no value, because it is the start of the scale. */
function ascends([first, ...rest]: readonly StepJson[]): boolean {
  const values = rest.map(({ value }) => value ?? Number.NaN);
  return first?.value === null && values.every((value, i) => value > (values[i - 1] ?? Number.NEGATIVE_INFINITY));
}

function repeated(entries: readonly (readonly [key: string, name: string])[]): readonly string[] {
  const keys = entries.map(([key]) => key);
  return entries.filter(([key], i) => keys.indexOf(key) !== i).map(([, name]) => name);
}

function overlap({ gridPos: a }: PanelJson, { gridPos: b }: PanelJson): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
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
