import { dashboards } from '../dashboards/dashboards.js';

/** Returns the text of each dashboard's file, by its path. */
export function dashboardFiles(): Readonly<Record<string, string>> {
  const files = Object.entries(dashboards).map(([path, dashboard]) => [
    path,
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]);
  return Object.fromEntries(files) as Record<string, string>;
}
