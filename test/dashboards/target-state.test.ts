import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ofTargets } from '../../dashboards/queries/select.js';
import { targetState } from '../../dashboards/queries/target-state.js';
import { requireTool } from '../fixtures/tool.js';
import { all, fillIn } from './fill-in.js';

const day = 86_400;

/** What is wrong with a target, as series with their labels beside those of the target. */
const faults = {
  ending: [['apiserver_endpoint_certificate_not_after_timestamp_seconds', 'certificate="serving"', 20 * day]],
  ends: [['apiserver_endpoint_certificate_not_after_timestamp_seconds', 'certificate="loopback"', 2 * day]],
  refused: [['apiserver_endpoint_refused', 'name="a", role="client", reason="expired"', 1]],
  down: [['apiserver_endpoint_up', '', 0]],
  failing: [['apiserver_endpoint_probe_failed', 'probe="http", reason="closed"', 1]],
  discovery: [['apiserver_target_discovery_success', '', 0]],
} as const;

type Fault = keyof typeof faults;

/** The faults of each target, and its state: 0 fine, 1 warning, 2 unknown, 3 critical. */
const cases: readonly (readonly [readonly Fault[], number])[] = [
  [[], 0],
  [['ending'], 1],
  [['ends'], 3],
  [['refused'], 3],
  [['down'], 2],
  [['failing'], 2],
  [['discovery'], 2],
  [['ending', 'failing'], 2],
  [['failing', 'refused', 'ending'], 3],
  [['down', 'ends'], 3],
];

void t.test('the worst of what is known of a target is its state', (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool !== undefined) evaluate(t, promtool);
  t.end();
});

function evaluate(t: Test, promtool: string): void {
  const series = cases.flatMap(([bad], at) => {
    const one = (metric: string, labels: string, value: number) => ({
      series: `${metric}{target="t${at}", cluster="c", job="j", instance="i"${labels === '' ? '' : `, ${labels}`}}`,
      values: String(value),
    });
    const certificate = 'apiserver_endpoint_certificate_not';
    return [
      ...(bad.includes('discovery') ? [] : [one('apiserver_target_discovery_success', '', 1)]),
      one('apiserver_endpoint_up', 'address="other"', 1),
      one(`${certificate}_after_timestamp_seconds`, 'address="other", certificate="serving"', 300 * day),
      one(`${certificate}_before_timestamp_seconds`, 'address="other", certificate="serving"', -65 * day),
      one('apiserver_endpoint_san_covered', 'address="other", name="b", role="client"', 1),
      ...bad.flatMap((fault) =>
        faults[fault].flatMap(([metric, labels, value]) => {
          const own = fault === 'discovery' ? labels : ['address="a"', labels].filter((each) => each !== '').join(', ');
          const begins = one(`${certificate}_before_timestamp_seconds`, own, value - 365 * day);
          return [one(metric, own, value), ...(metric.startsWith(certificate) ? [begins] : [])];
        }),
      ),
    ];
  });
  const expr = fillIn(targetState(ofTargets), { job: all, instance: all, target: all });
  const rows = cases.map(([, value], at) => ({ labels: `{target="t${at}", cluster="c"}`, value }));
  const query = { expr, eval_time: '0s', exp_samples: rows };
  const tests = [{ interval: '1m', input_series: series, promql_expr_test: [query] }];
  const folder = t.testdir({ 'test.json': JSON.stringify({ tests }) });
  t.match(execFileSync(promtool, ['test', 'rules', join(folder, 'test.json')], { encoding: 'utf8' }), 'SUCCESS');
}
