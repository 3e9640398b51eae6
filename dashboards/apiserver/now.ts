import type { Row } from '../dashboard.js';
import { ofTarget } from '../queries/select.js';
import { apiserversDown, discoveriesFailing, namesRefused, probesFailing } from '../tiles/fault-count.js';
import { firstEnd } from '../tiles/first-end.js';

export const now: Row = {
  title: 'Now',
  panels: [
    firstEnd(ofTarget, 'serving', 6),
    firstEnd(ofTarget, 'loopback', 6),
    apiserversDown(ofTarget, 3),
    namesRefused(ofTarget, 3),
    probesFailing(ofTarget, 3),
    discoveriesFailing(ofTarget, 3),
  ],
};
