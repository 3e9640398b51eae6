import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  FieldConfigOptionsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';

/** The properties that overrides can set: those of every field, and those of a kind of panel. */
const standard = [
  'displayName',
  'description',
  'unit',
  'decimals',
  'min',
  'max',
  'noValue',
  'links',
  'mappings',
  'thresholds',
  'color',
];
const custom = [
  'width',
  'minWidth',
  'cellOptions',
  'align',
  'inspect',
  'filterable',
  'wrapText',
  'lineStyle',
  'lineWidth',
  'fillOpacity',
];
const ofSeries = ['stacking', 'showPoints', 'hideFrom', 'drawStyle', 'axisPlacement', 'axisSoftMax', 'axisSoftMin'];

const property = (id, path, isCustom) => ({
  id,
  path,
  name: id,
  isCustom,
  override: () => null,
  editor: () => null,
  process: (value) => value,
  shouldApply: () => true,
  getItemsCount: () => 0,
});

const registry = new FieldConfigOptionsRegistry(() => [
  ...standard.map((id) => property(id, id, false)),
  ...[...custom, ...ofSeries].map((id) => property(`custom.${id}`, id, true)),
]);

/** What Grafana's application registers when it starts. */
export function registerFieldConfig() {
  standardFieldConfigEditorRegistry.setInit(() => standard.map((id) => property(id, id, false)));
  const transformers = new Map(Object.values(standardTransformers).map((each) => [each.id, each]));
  standardTransformersRegistry.setInit(() =>
    [...transformers.values()].map((each) => ({
      id: each.id,
      name: each.name,
      transformation: async () => each,
      editor: () => null,
      aliasIds: each.aliasIds,
    })),
  );
}

const hideFrom = { legend: false, tooltip: false, viz: false };

/** What each kind of panel has where the JSON says nothing. */
const defaults = {
  stat: { color: { mode: 'thresholds' } },
  bargauge: { color: { mode: 'thresholds' } },
  table: {
    color: { mode: 'thresholds' },
    custom: {
      align: 'auto',
      cellOptions: { type: 'auto' },
      filterable: false,
      footer: { reducers: [] },
      inspect: false,
    },
  },
  timeseries: {
    color: { mode: 'palette-classic' },
    custom: {
      axisBorderShow: false,
      axisCenteredZero: false,
      axisColorMode: 'text',
      axisLabel: '',
      axisPlacement: 'auto',
      barAlignment: 0,
      barWidthFactor: 0.6,
      drawStyle: 'line',
      fillOpacity: 0,
      gradientMode: 'none',
      hideFrom,
      insertNulls: false,
      lineInterpolation: 'linear',
      lineWidth: 1,
      pointSize: 5,
      scaleDistribution: { type: 'linear' },
      showPoints: 'auto',
      spanNulls: false,
      stacking: { group: 'A', mode: 'none' },
      thresholdsStyle: { mode: 'off' },
    },
  },
  'state-timeline': { color: { mode: 'thresholds' }, custom: { fillOpacity: 70, hideFrom, lineWidth: 0 } },
  heatmap: { color: { mode: 'thresholds' }, custom: {} },
};

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(before, after) {
  if (!isObject(before) || !isObject(after)) return after ?? before;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(keys.map((key) => [key, merged(before[key], after[key])]));
}

/** JSON has null in place of the base of thresholds, and Grafana's application puts it back. */
const withBase = ({ steps, ...rest }) => ({
  ...rest,
  steps: steps.map(({ value, color }) => ({ value: value ?? -Infinity, color })),
});

function ofOverride({ id, value }) {
  return { id, value: id === 'thresholds' ? withBase(value) : value };
}

function fieldConfigOf({ type, fieldConfig }) {
  const { thresholds, ...chosen } = merged(defaults[type] ?? {}, fieldConfig.defaults);
  return {
    defaults: thresholds === undefined ? chosen : { ...chosen, thresholds: withBase(thresholds) },
    overrides: (fieldConfig.overrides ?? []).map((each) => ({ ...each, properties: each.properties.map(ofOverride) })),
  };
}

/** Returns the frames of a panel after its transformations, with the display of each value. */
export async function framesOf(panel, raw, theme) {
  const steps = (panel.transformations ?? []).map(({ id, options }) => ({ id, options }));
  const data =
    steps.length === 0 ? raw : await lastValueFrom(transformDataFrame(steps, raw, { interpolate: (text) => text }));
  const fieldConfig = fieldConfigOf(panel);
  const frames = applyFieldOverrides({
    data,
    fieldConfig,
    fieldConfigRegistry: registry,
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
  cacheFieldDisplayNames(frames);
  return { frames, fieldConfig };
}
