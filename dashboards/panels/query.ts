import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

export interface Query {
  readonly expr: string;
  /** What a series is called, with `{{label}}`. */
  readonly legend: string;
}

type Queries = Builder<Dataquery>[];

/** As one value for each series: what is the case at the end of the time range. */
export function instantQueries(queries: readonly Query[]): Queries {
  return numbered(queries).map((query) => query.instant().format(PromQueryFormat.TimeSeries));
}

/** The same as rows of a table, labels as columns. */
export function tableQueries(expressions: readonly string[]): Queries {
  const queries = expressions.map((expr) => ({ expr, legend: '' }));
  return numbered(queries).map((query) => query.instant().format(PromQueryFormat.Table));
}

/**
 * Over time. No finer than a minute: that is how often the exporter is scraped, and Grafana reckons `$__rate_interval` from it, so that a
 * rate finds enough samples also where the data source does not say the scrape interval.
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

/** A, B, C, …: by this name a table knows its queries. */
export function refId(i: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + i);
}
