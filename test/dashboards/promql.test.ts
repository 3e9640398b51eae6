import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { committed, expressionsOf } from './dashboard-json.js';
import { all, type Choice, fillIn } from './fill-in.js';

const everything: Choice = { datasource: 'prometheus', job: all, instance: all, target: all };
const several: Choice = { ...everything, job: ['a', 'b.c'], instance: ['10.0.0.1:10643', '[fd00::1]:10643'] };

void t.test('several values become one regular expression in a PromQL string', (t) => {
  const filled = fillIn('up{job=~"$job", instance=~"${instance}"}[$__range]', several);
  t.equal(filled, String.raw`up{job=~"(a|b\\.c)", instance=~"(10\\.0\\.0\\.1:10643|\\[fd00::1\\]:10643)"}[30s]`);
  t.equal(fillIn('up{target="$target"}', { target: 'prod' }), 'up{target="prod"}');
  t.throws(() => fillIn('up{pod="$pod"}', {}), /unknown variable \$pod/);
  t.end();
});

void t.test("every expression is PromQL, by Prometheus' own parser", (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool !== undefined) checkAsRules(t, promtool);
  t.end();
});

/** promtool checks expressions in rules. */
function checkAsRules(t: Test, promtool: string): void {
  const expressions = committed.flatMap(([, dashboard]) => expressionsOf(dashboard));
  const rules = [everything, several].flatMap((choice, i) =>
    expressions.map(([where, expr], j) => ({
      record: `x${i}_${j}`,
      expr: fillIn(expr, choice),
      labels: { where },
    })),
  );
  const folder = t.testdir({ 'rules.json': JSON.stringify({ groups: [{ name: 'dashboards', rules }] }) });
  const said = execFileSync(promtool, ['check', 'rules', join(folder, 'rules.json')], { encoding: 'utf8' });
  t.match(said, `SUCCESS: ${rules.length} rules found`);
}
