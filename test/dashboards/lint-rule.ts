import type { DashboardJson } from './dashboard-json.js';

/** Returns the violations of a dashboard. */
export type LintRule = (dashboard: DashboardJson) => readonly string[];
