import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Steps } from '../appearance/steps.js';

/** The link that a click on a cell opens. `${__data.fields["Title"]}` is another cell of the same row. */
export interface CellLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank?: boolean;
}

interface AnyColumn {
  readonly title: string;
  /** In pixels. By default, the column takes the space that the others leave. */
  readonly width?: number;
  readonly mappings?: readonly ValueMapping[];
  readonly links?: readonly CellLink[];
  /** The column is not shown. It only adds labels, or keeps rows distinct. */
  readonly hidden?: boolean;
}

/** A column with the values of a label. */
export interface LabelColumn extends AnyColumn {
  readonly kind: 'label';
  readonly label: string;
  /** If set, the cell has the colour of its mapping. */
  readonly coloured?: boolean;
}

/** A column with the values of a query. */
export interface ValueColumn extends AnyColumn {
  readonly kind: 'value';
  readonly expr: string;
  /** Without a unit, the value would be a text, and texts have no colours. */
  readonly unit: string;
  readonly decimals?: number;
  /** If set, the cell is coloured. */
  readonly steps?: Steps;
  /** The text in rows for which the query has no value. The default is a dash. */
  readonly unknown?: string;
}

export type Column = LabelColumn | ValueColumn;

export function label(name: string, title: string, more: Omit<LabelColumn, 'kind' | 'label' | 'title'> = {}): Column {
  return { kind: 'label', label: name, title, ...more };
}

export function value(title: string, expr: string, more: Omit<ValueColumn, 'kind' | 'title' | 'expr'>): Column {
  return { kind: 'value', title, expr, ...more };
}

/** A hidden column that adds the labels of an `_info` metric. Its values are 1. */
export function info(expr: string): Column {
  return { kind: 'value', title: 'info', expr, unit: 'none', hidden: true };
}
