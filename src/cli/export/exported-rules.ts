import type { Exported, LinkBases, ExportSource } from './exported.js';
import { defaultRunbookUrl, exampleGrafanaUrl } from './project-urls.js';

/** The alert rules. Without a Grafana, no alert has a `dashboard_url`. */
export function exportedRules(
  { list, read }: ExportSource,
  { runbooks = defaultRunbookUrl, grafana }: LinkBases,
): Exported {
  const files = list('config/').filter((path) => path === 'config/alerts.yml');
  return new Map(files.map((path) => ['alerts.yml', linked(read(path), runbooks, grafana)]));
}

function linked(text: string, runbooks: string, grafana: string | undefined): string {
  const kept = grafana === undefined ? text.replaceAll(/^ +dashboard_url: .*\n/gm, '') : text;
  return kept.replaceAll(exampleGrafanaUrl, grafana ?? exampleGrafanaUrl).replaceAll(defaultRunbookUrl, runbooks);
}
