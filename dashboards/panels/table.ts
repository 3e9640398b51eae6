import {
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  TableSortByFieldStateBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DataTransformerConfig, DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { palette } from '../looks/palette.js';
import { plainSteps } from '../looks/steps.js';
import { unknown } from '../looks/words.js';
import type { Column, LabelColumn, ValueColumn } from './column.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { refId, tableQueries } from './query.js';

/** In a cell about which there is nothing to say. */
const nothing = '–';

interface TableSpec extends PanelSpec {
  /**
   * In the order in which they stand. All queries of a table have the same labels, but for one that may have more: rows are merged by the
   * labels that all have. The label `cluster`, where there is one, stands first.
   */
  readonly columns: readonly Column[];
  /** The title of the column by which the rows are sorted at first. */
  readonly sortBy: string;
  readonly descending?: boolean;
}

export function table(spec: TableSpec): Panel {
  const values = spec.columns.filter((column) => column.kind === 'value');
  const builder = dress(new PanelBuilder(), spec, plainSteps(palette.calm))
    .targets(tableQueries(values.map(({ expr }) => expr)))
    .unit('string')
    .transformations(transformations(spec.columns, values))
    .sortBy([new TableSortByFieldStateBuilder().displayName(spec.sortBy).desc(spec.descending === true)]);
  for (const column of spec.columns.filter(({ hidden }) => hidden !== true)) {
    builder.overrideByName(column.title, propertiesOf(column));
  }
  return builder.build();
}

function transformations(columns: readonly Column[], values: readonly ValueColumn[]): DataTransformerConfig[] {
  const fields = columns.map((column) => ({ name: fieldOf(column, values), column }));
  const shown = fields.filter(({ column }) => column.hidden !== true);
  const hidden = fields.filter(({ column }) => column.hidden === true).map(({ name }) => name);
  return [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: Object.fromEntries(['Time', ...hidden].map((name) => [name, true])),
        indexByName: Object.fromEntries(['cluster', ...shown.map(({ name }) => name)].map((name, i) => [name, i])),
        renameByName: Object.fromEntries([
          ['cluster', 'Cluster'],
          ...shown.map(({ name, column }) => [name, column.title] as const),
        ]),
      },
    },
  ];
}

/** What Grafana calls the field: a query's values have its letter where there are several queries. */
function fieldOf(column: Column, values: readonly ValueColumn[]): string {
  if (column.kind === 'label') return column.label;
  return values.length === 1 ? 'Value' : `Value #${refId(values.indexOf(column))}`;
}

function propertiesOf(column: Column): DynamicConfigValue[] {
  const { width, links } = column;
  return [
    ...property('custom.width', width),
    ...property('links', links),
    ...(column.kind === 'label' ? labelProperties(column) : valueProperties(column)),
  ];
}

/** What the panel says when it is empty would stand in each empty cell as well. */
function labelProperties({ mappings }: LabelColumn): DynamicConfigValue[] {
  return [{ id: 'noValue', value: nothing }, ...property('mappings', mappings)];
}

function valueProperties({ unit, decimals, steps, mappings = [], unknown: text = nothing }: ValueColumn) {
  const thresholds = steps && { mode: 'absolute', steps };
  const coloured = steps && {
    type: TableCellDisplayMode.ColorBackground,
    mode: TableCellBackgroundDisplayMode.Basic,
  };
  return [
    ...property('unit', unit),
    ...property('decimals', decimals),
    ...property('mappings', [...mappings, unknown(text)]),
    ...property('thresholds', thresholds),
    ...property('custom.cellOptions', coloured),
  ];
}

function property(id: string, value: unknown): DynamicConfigValue[] {
  return value === undefined ? [] : [{ id, value }];
}
