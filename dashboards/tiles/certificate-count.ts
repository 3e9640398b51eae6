import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from '../appearance/palette.js';
import { certificateState } from '../queries/certificate-state.js';
import type { Select } from '../queries/select.js';
import { faultCount } from './fault-count.js';

const kinds = {
  expired: {
    title: 'Expired',
    description:
      'Counts the certificates that API servers show and that have expired, or are not yet valid: serving certificates, those of single names, and loopback certificates.',
    is: '>= bool 3',
    colour: palette.critical,
  },
  critical: {
    title: 'Critical',
    description:
      'Counts the certificates that API servers show and that end so soon that somebody has to act today. The state in the tables follows the same rules.',
    is: '== bool 2',
    colour: palette.critical,
  },
  warning: {
    title: 'Warning',
    description:
      'Counts the certificates that API servers show and that end so soon that their renewal or restart should be planned now. The state in the tables follows the same rules.',
    is: '== bool 1',
    colour: palette.warning,
  },
} as const;

/** A number of certificates in a state, which should be 0. */
export function certificateCount(select: Select, kind: keyof typeof kinds, width: number): Panel {
  const { is, ...spec } = kinds[kind];
  return faultCount(width, {
    ...spec,
    empty: 'no certificate seen',
    alert: 'ApiserverServingCertificateEnding',
    expr: `sum((${certificateState(select)}) ${is})`,
  });
}
