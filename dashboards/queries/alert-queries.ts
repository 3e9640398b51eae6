/** Alerts may lack a label that a variable selects by, so the matchers accept an empty value too. */
function alerts(...matchers: readonly string[]): string {
  const chosen = ['alertname=~"Apiserver.+"', 'job=~"$job|"', 'instance=~"$instance|"', 'target=~"$target|"'];
  return `ALERTS{${[...matchers, ...chosen].join(', ')}}`;
}

/** The labels in which the two severities of one alert are alike. */
const twins = 'cluster, job, instance, alertname, target, address, certificate, name, reason, probe, path';

/** Alerts without the warnings whose critical twin fires. */
function current(target: string): string {
  const critical = alerts('severity="critical"', 'alertstate="firing"', target);
  return `(${alerts('severity="critical"', target)} or ${alerts('severity!="critical"', target)} unless on (${twins}) ${critical})`;
}

const perKind = 'cluster, alertname, severity, alertstate, target, reason';

/**
 * Counts the alerts of each kind and target. Two exporters may watch one API server and both alert: then the larger count is shown, with the name of
 * its exporter. What has no target, such as a file, belongs to its exporter.
 */
export const alertCounts = [
  `topk by (${perKind}) (1, count by (${perKind}, instance) (${current('target!=""')}))`,
  `count by (${perKind}, instance) (${current('target=""')})`,
].join(' or ');
