import { createDashboard } from '../dashboard.js';
import { uids } from '../uids.js';
import { commonVariables, targetsVariable } from '../variables.js';
import { firingAlerts } from './alerts.js';
import { files } from './files.js';
import { namesAndProbes } from './names-and-probes.js';
import { now } from './now.js';
import { targets } from './targets.js';
import { urgency } from './urgency.js';

/** Exporters that watch only files have no targets. */
const exporterMetrics = '{__name__=~"apiserver_target_discovery_success|apiserver_file_read_success"}';

export const overview = createDashboard({
  uid: uids.overview,
  title: 'API server certificates / Overview',
  description:
    'Shows every control plane at a glance: which certificate ends first, which names clients refuse, which API servers cannot be reached, and why.',
  from: 'now-24h',
  variables: [...commonVariables(exporterMetrics), targetsVariable()],
  annotations: [],
  rows: [now, targets, urgency, firingAlerts, namesAndProbes, files],
});
