import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Test } from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { type Choice, fillIn } from './fill-in.js';

/** Series by minutes from 0, in the notation of promtool. */
export type InputSeries = Readonly<Record<string, string>>;

interface Evaluation {
  readonly series: InputSeries;
  readonly expr: string;
  readonly choice: Choice;
  /** Such as `10m`. */
  readonly at: string;
  /** The labels of each row, and its value. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Has promtool evaluate a query over series, and compare its rows. Skipped with a message without promtool. */
export function evaluate(t: Test, { series, expr, choice, at, rows }: Evaluation): void {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const exp_samples = Object.entries(rows).map(([labels, value]) => ({ labels, value }));
  const input_series = Object.entries(series).map(([name, values]) => ({ series: name, values }));
  const query = { expr: fillIn(expr, choice), eval_time: at, exp_samples };
  const tests = [{ interval: '1m', input_series, promql_expr_test: [query] }];
  const folder = t.testdir({ 'test.json': JSON.stringify({ evaluation_interval: '1m', tests }) });
  t.match(execFileSync(promtool, ['test', 'rules', join(folder, 'test.json')], { encoding: 'utf8' }), 'SUCCESS');
}
