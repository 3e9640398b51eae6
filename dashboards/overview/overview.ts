import { createDashboard } from '../dashboard.js';
import { ofTargets } from '../queries/select.js';
import { tiles } from '../tiles/tiles.js';
import { uids } from '../uids.js';
import { commonVariables, targetsVariable } from '../variables.js';
import { firingAlerts } from './alerts.js';
import { certificates } from './certificates.js';
import { changes } from './changes.js';
import { faults } from './faults.js';
import { files } from './files.js';
import { targets } from './targets.js';

/** Exporters that watch only files have no targets. */
const exporterMetrics = '{__name__=~"apiserver_target_discovery_success|apiserver_file_read_success"}';

export const overview = createDashboard({
  uid: uids.overview,
  title: 'API server certificates / Overview',
  description:
    'Shows every control plane at a glance: which is the worst, which certificate ends first, which names clients refuse, which API servers cannot be reached, and why.',
  from: 'now-7d',
  variables: [...commonVariables(exporterMetrics), targetsVariable()],
  annotations: [],
  rows: [tiles(ofTargets, 'target'), targets, faults, firingAlerts, certificates, files, changes],
});
