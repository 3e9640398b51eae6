import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { hoursBelowADay, inDays } from '../appearance/days.js';
import { palette } from '../appearance/palette.js';
import { timeLeftSteps } from '../appearance/steps.js';
import { stat } from '../panels/stat.js';
import { caEnd, daysLeft, daysUntil, trustEnd } from '../queries/endpoint-queries.js';
import { perEndpoint, perTarget } from '../queries/labels.js';
import type { Select } from '../queries/select.js';

interface Kind {
  readonly title: string;
  readonly meaning: string;
  readonly empty: string;
  readonly alert: string;
  /** Whose days are those of the colours. */
  readonly limits: keyof typeof thresholds;
  /** Days left, by the labels. */
  readonly left: (select: Select, labels: string) => string;
}

const kinds = {
  serving: {
    title: 'Serving ends',
    meaning: 'Shows which serving certificate ends first, and when. From then on, clients refuse the connection.',
    empty: 'no certificate seen',
    alert: 'ApiserverServingCertificateEnding',
    limits: 'serving',
    left: (select, labels) => `min by (${labels}) (${daysLeft(select, 'certificate="serving"')})`,
  },
  loopback: {
    title: 'Loopback ends',
    meaning:
      'Shows which loopback certificate ends first, and when. The certificate is only in the memory of kube-apiserver, not in a file. Only a restart of the process makes a new one.',
    empty: 'no certificate seen',
    alert: 'ApiserverLoopbackCertificateEnding',
    limits: 'loopback',
    left: (select, labels) => `min by (${labels}) (${daysLeft(select, 'certificate="loopback"')})`,
  },
  trust: {
    title: 'Trust ends',
    meaning:
      'Shows where clients first stop to trust what is served, and when: the end of the path from the serving certificate to the CA, both included. Without a CA in the configuration, it is not known.',
    empty: 'no CA configured',
    alert: 'ApiserverTrustEnding',
    limits: 'chain',
    left: (select, labels) => daysUntil(trustEnd(select, labels)),
  },
  ca: {
    title: 'CA ends',
    meaning:
      'Shows which CA ends first, and when. A CA with several certificates, as during a rotation, ends with the last of them. A new serving certificate does not help then: the CA has to be rotated before.',
    empty: 'no CA configured',
    alert: 'ApiserverTrustEnding',
    limits: 'chain',
    left: (select) => daysUntil(caEnd(select)),
  },
} as const satisfies Record<string, Kind>;

/** What ends first, with its name: of `per`, the targets or the API servers of one. */
export function firstEnd(select: Select, kind: keyof typeof kinds, per: 'target' | 'address', width: number): Panel {
  const { title, meaning, empty, alert, limits, left }: Kind = kinds[kind];
  const { warning, critical } = thresholds[limits];
  // A CA is that of a target, so its name says nothing on the dashboard of one target.
  const named = kind === 'ca' && per === 'address' ? {} : { name: `{{${per}}}` };
  return stat({
    title,
    description: `${meaning} The colour depends only on the days left: yellow below ${warning.days}, red below ${critical.days}. The alerts, and the state in the tables, also know short lifetimes.`,
    empty,
    alert,
    width,
    height: 3,
    expr: `bottomk(1, ${left(select, per === 'target' ? perTarget : perEndpoint)})`,
    ...named,
    ...inDays,
    mappings: hoursBelowADay,
    steps: timeLeftSteps(limits, palette.ok),
  });
}
