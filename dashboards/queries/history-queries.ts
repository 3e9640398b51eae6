import type { Query } from '../panels/query.js';
import { isAccepted, refusals } from './endpoint-queries.js';
import { perEndpoint, perName } from './labels.js';
import type { Select } from './select.js';

/**
 * When each refused name was last accepted in the time range, in Unix milliseconds, as exact as the dots of a chart of that range. With the labels
 * of `refusals`. Nothing for a name that was not accepted in this range.
 */
export function lastAccepted(select: Select): string {
  const last = `max by (${perName}) (max_over_time(timestamp((${isAccepted(select)}) == 1)[$__range:$__interval]))`;
  return `0 * (${refusals(select)}) + on (${perName}) group_left () (${last}) * 1000`;
}

/**
 * How often each process has restarted in the last seven days. Nothing where several processes answer at one address, because they take turns.
 */
export function restartCount(select: Select): string {
  const by = (source: string): string => {
    const started = select('apiserver_endpoint_process_start_time_seconds', `source="${source}"`);
    return `max by (${perEndpoint}) (changes(${started}[7d]))`;
  };
  const several = `max by (${perEndpoint}) (${select('apiserver_endpoint_processes')}) > 1`;
  return `(${by('metrics')} or ${by('loopback')}) unless on (${perEndpoint}) ${several}`;
}

/**
 * Two queries for the states 1 and 0 of `expr`, which has the labels `by`: those that were 0 in the time range, and then the others. Grafana shows
 * lines in this order. `lowest` is the least value of each in the time range.
 */
export function worstFirst(expr: string, by: string, legend: string, lowest = lowestOf(expr)): readonly Query[] {
  const bad = `on (${by}) (${lowest} == 0)`;
  return [
    { expr: `${expr} and ${bad}`, legend },
    { expr: `${expr} unless ${bad}`, legend },
  ];
}

function lowestOf(expr: string): string {
  return `min_over_time((${expr})[$__range:$__interval] @ end())`;
}
