import type { Row } from '../dashboard.js';
import type { Select } from '../queries/select.js';
import { certificateCount } from './certificate-count.js';
import { apiserversDown, apiserversMissing, discoveriesFailing, namesRefused, probesFailing } from './fault-count.js';
import { firstEnd } from './first-end.js';

/** A sixth of the dashboard: at 1,280 pixels, the titles still fit. */
const width = 4;

/** What is wrong now, and what ends first, with its name: of `per`, the targets or the API servers of one. */
export function tiles(select: Select, per: 'target' | 'address'): Row {
  return {
    title: 'Now',
    panels: [
      certificateCount(select, 'expired', width),
      certificateCount(select, 'critical', width),
      certificateCount(select, 'warning', width),
      namesRefused(select, width),
      apiserversDown(select, width),
      apiserversMissing(select, width),
      firstEnd(select, 'serving', per, width),
      firstEnd(select, 'loopback', per, width),
      firstEnd(select, 'trust', per, width),
      firstEnd(select, 'ca', per, width),
      probesFailing(select, width),
      discoveriesFailing(select, width),
    ],
  };
}
