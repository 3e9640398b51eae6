import type { Exported, LinkBases, ExportSource } from './exported.js';
import { exportedChart } from './exported-chart.js';
import { exportedDashboards } from './exported-dashboards.js';
import { exportedRules } from './exported-rules.js';
import { exportedRunbooks } from './exported-runbooks.js';
import type { ExportKind } from './kinds.js';

/** What each kind writes. */
export const exportedFiles: Readonly<Record<ExportKind, (own: ExportSource, bases: LinkBases) => Exported>> = {
  rules: exportedRules,
  dashboards: exportedDashboards,
  runbooks: exportedRunbooks,
  chart: exportedChart,
};
