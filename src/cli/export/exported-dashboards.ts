import type { Exported, LinkBases, ExportSource } from './exported.js';
import { defaultRunbookUrl } from './project-urls.js';

const folder = 'dashboards/';

/** The dashboards as Grafana imports them, each named after its uid, because Grafana's sidecar puts all files into one folder. */
export function exportedDashboards(
  { list, read }: ExportSource,
  { runbooks = defaultRunbookUrl }: LinkBases,
): Exported {
  const names = list(folder).filter((path) => /^dashboards\/\w+\.json$/.test(path));
  return new Map(
    names.map((path) => [
      `apiserver-cert-${path.slice(folder.length)}`,
      read(path).replaceAll(defaultRunbookUrl, runbooks),
    ]),
  );
}
