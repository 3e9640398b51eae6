import { exitCodeOf, severities } from '../../findings/severity/severity.js';
import type { CheckResult } from './result.js';

/**
 * The metrics of `serve` without those of the exporter itself, and those of the check, as OpenMetrics. There are only gauges, no timestamps and
 * no units, so that it is Prometheus' older text format at the same time: its parser takes `# EOF` for a comment (expfmt, text_parse.go), and
 * with it the textfile collector of node_exporter. Returns parts of the text, without the last line end.
 */
export async function checkMetrics(result: CheckResult): Promise<readonly string[]> {
  // Loaded only if they are asked for.
  const { render } = await import('../../metrics/render.js');
  const { checkRegistry } = await import('../../metrics/check-registry.js');
  const { now, targets, findings } = result;
  const counts = severities.map((severity) => [
    severity,
    findings.filter((finding) => finding.severity === severity).length,
  ]);
  const outcome = {
    now,
    exitCode: exitCodeOf(findings),
    findings: Object.fromEntries(counts) as Record<string, number>,
  };
  const parts: string[] = [];
  for await (const piece of render(targets, [checkRegistry(outcome)], 'openmetrics', result).pieces())
    parts.push(piece);
  return [...parts.slice(0, -1), (parts.at(-1) ?? '').trimEnd()];
}
