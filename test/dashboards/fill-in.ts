/** The selection in a dashboard: one value of a variable, several values, or all of them. */
export type Choice = Readonly<Record<string, string | readonly string[]>>;

/** All values of a variable with `allValue`. */
export const all = '.+';

/** Seconds, as they would be for a range of half a minute and a scrape each second. */
const intervals: Choice = { __rate_interval: '5s', __range: '30s', __interval: '1s' };

/**
 * Returns an expression as Grafana sends it. The groups of label_replace, such as $1, are no variables. A single value is inserted as it is. Several values become a regular expression, whose
 * backslashes are doubled because it is in a PromQL string (Grafana's Prometheus data source, interpolateQueryExpr).
 */
export function fillIn(expression: string, choice: Choice): string {
  return expression.replace(/\$(?:\{(\w+)\}|([A-Z_]\w*))/gi, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    const value = choice[name] ?? intervals[name];
    if (value === undefined) throw new Error(`${expression} has the unknown variable ${whole}`);
    return typeof value === 'string' ? value : `(${value.map(escaped).join('|')})`;
  });
}

function escaped(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\\$&`);
}
