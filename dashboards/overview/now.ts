import type { Row } from '../dashboard.js';
import { ofTargets } from '../queries/select.js';
import { apiserversDown, discoveriesFailing, namesRefused, probesFailing } from '../tiles/fault-count.js';
import { firstEnd } from '../tiles/first-end.js';

export const now: Row = {
  title: 'Now',
  panels: [
    firstEnd(ofTargets, 'serving', 6),
    firstEnd(ofTargets, 'loopback', 6),
    apiserversDown(ofTargets, 3),
    namesRefused(ofTargets, 3),
    probesFailing(ofTargets, 3),
    discoveriesFailing(ofTargets, 3),
  ],
};
