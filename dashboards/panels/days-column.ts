import { hoursBelowADay, inDays } from '../appearance/days.js';
import { type Column, value, type ValueColumn } from './column.js';

type More = Partial<Pick<ValueColumn, 'width' | 'mappings' | 'steps' | 'unknown'>>;

/** A column with times in days, and in hours below a day. `expr` is in days. */
export function days(title: string, expr: string, { width = 105, mappings = [], ...more }: More = {}): Column {
  return value(title, expr, { ...inDays, width, mappings: [...hoursBelowADay, ...mappings], ...more });
}
