import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Steps } from '../looks/steps.js';

/** Where a click on a cell leads. `${__data.fields["Title"]}` is another cell of its row. */
export interface CellLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank?: boolean;
}

interface AnyColumn {
  readonly title: string;
  /** In pixels; what the rest leaves, where left out. */
  readonly width?: number;
  readonly mappings?: readonly ValueMapping[];
  readonly links?: readonly CellLink[];
  /** It is there for its labels, or to tell rows apart. */
  readonly hidden?: boolean;
}

/** The values of a label. */
export interface LabelColumn extends AnyColumn {
  readonly kind: 'label';
  readonly label: string;
}

/** The values of a query. */
export interface ValueColumn extends AnyColumn {
  readonly kind: 'value';
  readonly expr: string;
  /** Without one it would be a text, and texts have no colours. */
  readonly unit: string;
  readonly decimals?: number;
  /** With them, the cell is coloured. */
  readonly steps?: Steps;
  /** What stands in a row for which the query has nothing; a dash, where left out. */
  readonly unknown?: string;
}

export type Column = LabelColumn | ValueColumn;

export function label(name: string, title: string, more: Omit<LabelColumn, 'kind' | 'label' | 'title'> = {}): Column {
  return { kind: 'label', label: name, title, ...more };
}

export function value(title: string, expr: string, more: Omit<ValueColumn, 'kind' | 'title' | 'expr'>): Column {
  return { kind: 'value', title, expr, ...more };
}

/** A query for the sake of the labels that it has besides: `_info`. Its values are 1. */
export function info(expr: string): Column {
  return { kind: 'value', title: 'info', expr, unit: 'none', hidden: true };
}
