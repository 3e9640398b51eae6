import {
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  TableSortByFieldStateBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DataTransformerConfig, DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { unknown } from '../appearance/words.js';
import type { Column, LabelColumn, ValueColumn } from './column.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { refId, tableQueries } from './query.js';

const clusterTitle = 'Cluster';

/** The text of a cell without a value. */
const nothing = '–';

interface TableSpec extends PanelSpec {
  /**
   * The columns in display order. All queries of a table have the same labels, except that one may have more: rows are merged by the labels
   * that all queries have. The label `cluster`, if there is one, comes first.
   */
  readonly columns: readonly Column[];
  /** The columns that sort the rows by default: the first decides, and then the next. */
  readonly sortBy: readonly SortKey[];
}

interface SortKey {
  readonly title: string;
  readonly descending?: boolean;
}

export function table(spec: TableSpec): Panel {
  const values = spec.columns.filter((column) => column.kind === 'value');
  const builder = dress(new PanelBuilder(), spec, plainSteps(palette.calm))
    .targets(tableQueries(values.map(({ expr }) => expr)))
    .unit('string')
    .transformations(transformations(spec.columns, values))
    .sortBy(
      spec.sortBy.map(({ title, descending = false }) =>
        new TableSortByFieldStateBuilder().displayName(title).desc(descending),
      ),
    );
  builder.overrideByName(clusterTitle, [
    { id: 'custom.width', value: 115 },
    { id: 'noValue', value: nothing },
  ]);
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
          ['cluster', clusterTitle],
          ...shown.map(({ name, column }) => [name, column.title] as const),
        ]),
      },
    },
  ];
}

/** Returns Grafana's name for the field. If there are several queries, a value field has the letter of its query. */
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

/** Without its own `noValue`, each empty cell would show the text of the empty panel. */
function labelProperties({ mappings, coloured = false }: LabelColumn): DynamicConfigValue[] {
  return [
    { id: 'noValue', value: nothing },
    ...property('mappings', mappings),
    ...property('custom.cellOptions', coloured ? filled : undefined),
  ];
}

const filled = { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic };

function valueProperties({ unit, decimals, steps, mappings = [], unknown: text = nothing }: ValueColumn) {
  const thresholds = steps && { mode: 'absolute', steps };
  return [
    ...property('unit', unit),
    ...property('decimals', decimals),
    ...property('mappings', [...mappings, unknown(text)]),
    ...property('thresholds', thresholds),
    ...property('custom.cellOptions', steps && filled),
  ];
}

function property(id: string, value: unknown): DynamicConfigValue[] {
  return value === undefined ? [] : [{ id, value }];
}
