import { createDashboard } from '../dashboard.js';
import { startedAt } from '../queries/endpoint-queries.js';
import { ofTarget } from '../queries/select.js';
import { restarts } from '../restarts.js';
import { uids } from '../uids.js';
import { commonVariables, targetVariable } from '../variables.js';
import { certificates } from './certificates.js';
import { health } from './health.js';
import { instances } from './instances.js';
import { life } from './life.js';
import { names } from './names.js';
import { now } from './now.js';
import { probes } from './probes.js';

export const apiserver = createDashboard({
  uid: uids.apiserver,
  title: 'API server certificates / API server',
  description:
    'Shows one control plane, API server by API server: how long its certificates have left, how long its process has been running, under which names clients accept it, and how it answers.',
  from: 'now-2d',
  variables: [...commonVariables('apiserver_target_discovery_success'), targetVariable()],
  annotations: [
    restarts({
      name: 'API server starts',
      startedAt: startedAt(ofTarget),
      text: 'The kube-apiserver process at {{address}} started here.',
    }),
  ],
  rows: [now, instances, life, names, certificates, probes, health],
});
