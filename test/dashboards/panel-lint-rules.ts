import { type PanelJson, panelsOf, type StepJson } from './dashboard-json.js';
import type { LintRule } from './lint-rule.js';

/** The rules for panels: what they say, how they show it, and where they are. */
export const panelLintRules: Readonly<Record<string, LintRule>> = {
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
};

const chosenDatasource = JSON.stringify({ type: 'prometheus', uid: '${datasource}' });

/** The units of Grafana (packages/grafana-data/src/valueFormats/categories.ts) that are used here. */
const units = new Set([
  'none',
  'short',
  'string',
  's',
  'suffix:d',
  'suffix:s',
  'dateTimeAsIso',
  'percentunit',
  'bytes',
]);

function eachPanel(isFine: (panel: PanelJson) => boolean): LintRule {
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
