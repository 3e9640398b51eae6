import { render } from '../../src/metrics/render.js';
import type { Report, TargetReport } from '../../src/probe/report.js';
import { target } from '../fixtures/report.js';
import { wholeText } from '../fixtures/whole-text.js';

/** The exposition text of one family of metrics about these endpoints, as Prometheus would scrape it. */
export async function exposition(family: string, ...reports: readonly Report[]): Promise<string> {
  return expositionOf(family, [target(...reports)]);
}

/** The same about these targets. */
export async function expositionOf(family: string, targets: readonly TargetReport[]): Promise<string> {
  const { body } = await wholeText(render(targets, [], 'text'));
  const ofFamily = new RegExp(`^(# (HELP|TYPE) )?${family}[{ ]`);
  return `\n${body
    .split('\n')
    .filter((line) => ofFamily.test(line))
    .map((line) => `${line}\n`)
    .join('')}`;
}
