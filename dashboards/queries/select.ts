/** A PromQL selector of a metric with what the dashboard's variables choose, and further matchers: `select('up', 'x="y"')`. */
export type Select = (metric: string, ...matchers: readonly string[]) => string;

/** Variables that hold several values are regular expressions; `target` of one target alone is not. */
const job = 'job=~"$job"';
const instance = 'instance=~"$instance"';

/** What is known of any of the chosen targets. */
export const ofTargets: Select = selector(job, instance, 'target=~"$target"');

/** What is known of the one target. */
export const ofTarget: Select = selector(job, instance, 'target="$target"');

/** What the chosen exporters say of themselves and of files. */
export const ofExporters: Select = selector(job, instance);

function selector(...chosen: readonly string[]): Select {
  return (metric, ...matchers) => `${metric}{${[...matchers, ...chosen].join(', ')}}`;
}
