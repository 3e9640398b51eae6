import { createDashboard } from '../dashboard.js';
import { ofExporters } from '../queries/select.js';
import { restarts } from '../restarts.js';
import { uids } from '../uids.js';
import { commonVariables } from '../variables.js';
import { health } from './health.js';
import { exporterMetrics, ofExportersOnly } from './queries.js';
import { resources } from './resources.js';
import { scrapes } from './scrapes.js';

export const exporter = createDashboard({
  uid: uids.exporter,
  title: 'API server certificates / Exporter',
  description:
    'Shows the exporter itself: whether it is scraped in time, what fails, whether its configuration is loaded, and which resources it uses.',
  from: 'now-24h',
  variables: commonVariables(exporterMetrics),
  annotations: [
    restarts({
      name: 'Exporter starts',
      startedAt: `(${ofExportersOnly(ofExporters('process_start_time_seconds'))})`,
      text: 'The exporter {{instance}} started here.',
    }),
  ],
  rows: [health, scrapes, resources],
});
