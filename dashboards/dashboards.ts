import { apiserver } from './apiserver/apiserver.js';
import { exporter } from './exporter/exporter.js';
import { overview } from './overview/overview.js';

/** All dashboards, keyed by the file that users import. */
export const dashboards = {
  'dashboards/overview.json': overview,
  'dashboards/apiserver.json': apiserver,
  'dashboards/exporter.json': exporter,
} as const;
