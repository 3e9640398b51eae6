import { basename } from 'node:path';
import { dashboards } from '../dashboards/dashboards.js';
import { defaultRunbookUrl } from '../src/cli/export/project-urls.js';
import { compactJson } from './compact-json.js';

/** What stands for the URL of the runbooks, which those who install the dashboards may choose. */
const runbookMarker = '$runbookUrl';

/** Returns the text of each dashboard with the marker in it, by its path in a folder. */
export function markedDashboards(folder: string): Readonly<Record<string, string>> {
  const files = Object.entries(dashboards).map(([path, dashboard]) => [
    `${folder}/${basename(path)}`,
    `${compactJson(dashboard).replaceAll(defaultRunbookUrl, runbookMarker)}\n`,
  ]);
  return Object.fromEntries(files) as Record<string, string>;
}
