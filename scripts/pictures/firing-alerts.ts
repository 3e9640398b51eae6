import { isAlert, parseRules } from '../chart-rules.js';
import type { Prometheus } from './prometheus.js';

/**
 * Yields the series ALERTS of the last ten minutes before `now` (unix seconds) in OpenMetrics: what Prometheus would have if it had evaluated
 * these rules for long enough.
 */
export async function* firingAlerts(prometheus: Prometheus, rules: string, now: number): AsyncGenerator<string> {
  const all = parseRules(rules).flatMap((group) => group.rules);
  const recorded = all.flatMap(({ record, expr }) => (record === undefined ? [] : [[record, expr] as const]));
  for (const { alert, expr, labels } of all.filter(isAlert)) {
    const whole = recorded.reduce((text, [record, recording]) => text.replaceAll(record, () => `(${recording})`), expr);
    for (const { metric } of await prometheus.instant(whole, now)) {
      const series = { ...metric, ...labels, alertname: alert, alertstate: 'firing' };
      const text = Object.entries(series)
        .filter(([name]) => name !== '__name__')
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(',');
      for (let time = now - 600; time <= now; time += 60) yield `ALERTS{${text}} 1 ${time}\n`;
    }
  }
  yield '# EOF\n';
}
