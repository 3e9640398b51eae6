import { createDashboard } from '../dashboard.js';
import { startedAt } from '../queries/endpoint-queries.js';
import { ofTarget } from '../queries/select.js';
import { restarts } from '../restarts.js';
import { tiles } from '../tiles/tiles.js';
import { uids } from '../uids.js';
import { commonVariables, targetVariable } from '../variables.js';
import { certificates } from './certificates.js';
import { health } from './health.js';
import { instances } from './instances.js';
import { life } from './life.js';
import { names } from './names.js';
import { probes } from './probes.js';
import { refused } from './refused.js';

export const apiserver = createDashboard({
  uid: uids.apiserver,
  title: 'API server certificates / API server',
  description:
    'Shows one control plane, API server by API server: under which names clients refuse it and since when, how long its certificates have left, when its processes restarted, and how it answers.',
  from: 'now-7d',
  variables: [...commonVariables('apiserver_target_discovery_success'), targetVariable()],
  annotations: [
    restarts({
      name: 'API server starts',
      startedAt: startedAt(ofTarget),
      text: 'The kube-apiserver process at {{address}} started here.',
    }),
  ],
  rows: [tiles(ofTarget, 'address'), refused, instances, certificates, names, life, probes, health],
});
