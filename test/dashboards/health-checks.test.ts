import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { committed, expressionsOf } from './dashboard-json.js';
import { fillIn } from './fill-in.js';

const prefix = 'apiserver_endpoint_health_check';

/** By minutes: `etcd` fails in the second of four, and nothing is known of the last. `ping` passes, so it has no series. */
const series = [
  [`${prefix}s{result="pass"}`, '3 2 3 stale'],
  [`${prefix}s{result="fail"}`, '0 1 0 stale'],
  [`${prefix}{check="etcd"}`, '_ 0 stale'],
  [`${prefix}{check="loopback-serving-certificate"}`, '1 1 1 stale'],
].map(([selector, values]) => ({
  series: `${selector}`.replace('}', ', target="prod", address="a", cluster="c", job="j", instance="i"}'),
  values,
}));

const etcd = '{check="etcd", target="prod", address="a", cluster="c"}';
const server = '{target="prod", address="a", cluster="c"}';

/** What the panels show in each minute, from 0. */
const shown: readonly (readonly [panel: string, minute: number, labels: string, value: number | undefined])[] = [
  ['Health checks that failed', 0, etcd, undefined],
  ['Health checks that failed', 1, etcd, 0],
  ['Health checks that failed', 2, etcd, 1],
  ['Health checks that failed', 3, etcd, undefined],
  ['API servers of this target', 0, server, 0],
  ['API servers of this target', 1, server, 1],
  ['API servers of this target', 3, server, undefined],
];

void t.test('a check without a series passes where checks are known', (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool !== undefined) evaluate(t, promtool);
  t.end();
});

function evaluate(t: Test, promtool: string): void {
  const expressions = committed.flatMap(([, dashboard]) => expressionsOf(dashboard));
  const choice = { job: 'j', instance: 'i', target: 'prod', __range: '10m' };
  const promql_expr_test = shown.map(([panel, minute, labels, value]) => {
    const [, expr = ''] = expressions.find(([at, text]) => at.includes(panel) && text.includes(prefix)) ?? [];
    const exp_samples = value === undefined ? [] : [{ labels, value }];
    return { expr: fillIn(expr, choice), eval_time: `${minute}m`, exp_samples };
  });
  const tests = [{ interval: '1m', input_series: series, promql_expr_test }];
  const folder = t.testdir({ 'test.json': JSON.stringify({ evaluation_interval: '1m', tests }) });
  const said = execFileSync(promtool, ['test', 'rules', join(folder, 'test.json')], { encoding: 'utf8' });
  t.match(said, 'SUCCESS');
}
