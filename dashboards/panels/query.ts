import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

export interface Query {
  readonly expr: string;
  /** The name of a series. May contain `{{label}}`. */
  readonly legend: string;
}

type Queries = Builder<Dataquery>[];

/** Returns queries for one value per series, at the end of the time range. */
export function instantQueries(queries: readonly Query[]): Queries {
  return numbered(queries).map((query) => query.instant().format(PromQueryFormat.TimeSeries));
}

/** Like `instantQueries`, but as rows of a table with labels as columns. */
export function tableQueries(expressions: readonly string[]): Queries {
  const queries = expressions.map((expr) => ({ expr, legend: '' }));
  return numbered(queries).map((query) => query.instant().format(PromQueryFormat.Table));
}

/**
 * Returns queries over time. The step is at least a minute, because the exporter is scraped that often. Grafana computes `$__rate_interval`
 * from the step, so a rate finds enough samples even if the data source does not set the scrape interval.
 */
export function rangeQueries(
  queries: readonly Query[],
  format: PromQueryFormat = PromQueryFormat.TimeSeries,
): DataqueryBuilder[] {
  return numbered(queries).map((query) => query.range().interval('1m').format(format));
}

function numbered(queries: readonly Query[]): readonly DataqueryBuilder[] {
  return queries.map(({ expr, legend }, i) =>
    new DataqueryBuilder()
      .refId(refId(i))
      .expr(expr)
      .legendFormat(legend === '' ? '__auto' : legend),
  );
}

/** Returns A, B, C and so on. A table refers to its queries by these names. */
export function refId(i: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + i);
}
