import { dashboards } from '../dashboards/dashboards.js';
import { compactJson } from './compact-json.js';

/** Returns the text of each dashboard's file, by its path. */
export function dashboardFiles(): Readonly<Record<string, string>> {
  const files = Object.entries(dashboards).map(([path, dashboard]) => [path, `${compactJson(dashboard)}\n`]);
  return Object.fromEntries(files) as Record<string, string>;
}
