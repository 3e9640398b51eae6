/** Returns a PromQL selector with matchers for the dashboard's variables, and further matchers: `select('up', 'x="y"')`. */
export type Select = (metric: string, ...matchers: readonly string[]) => string;

/** Variables with several values are regular expressions. A `target` with a single value is not. */
const job = 'job=~"$job"';
const instance = 'instance=~"$instance"';

/** Selects the series of all selected targets. */
export const ofTargets: Select = selector(job, instance, 'target=~"$target"');

/** Selects the series of the one target. */
export const ofTarget: Select = selector(job, instance, 'target="$target"');

/** Selects the series of the selected exporters about themselves and about files. */
export const ofExporters: Select = selector(job, instance);

function selector(...chosen: readonly string[]): Select {
  return (metric, ...matchers) => `${metric}{${[...matchers, ...chosen].join(', ')}}`;
}
