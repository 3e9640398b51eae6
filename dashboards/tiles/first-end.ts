import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { palette } from '../appearance/palette.js';
import { timeLeftSteps } from '../appearance/steps.js';
import { stat } from '../panels/stat.js';
import { timeLeft } from '../queries/endpoint-queries.js';
import type { Select } from '../queries/select.js';

const kinds = {
  serving: {
    title: 'First serving certificate ends',
    meaning: 'Shows the time until the first serving certificate ends. From then on, clients refuse the connection.',
    alert: 'ApiserverServingCertificateEnding',
  },
  loopback: {
    title: 'First loopback certificate ends',
    meaning:
      'Shows the time until the first loopback certificate ends. The certificate is only in the memory of kube-apiserver, not in a file. Only a restart of the process makes a new one.',
    alert: 'ApiserverLoopbackCertificateEnding',
  },
} as const;

export function firstEnd(select: Select, kind: keyof typeof kinds, width: number): Panel {
  const { title, meaning, alert } = kinds[kind];
  const { warning, critical } = thresholds[kind];
  return stat({
    title,
    description: `${meaning} The colour depends only on the days left: orange below ${warning.days}, red below ${critical.days}. The alerts, and the state in the tables, ignore certificates with a short lifetime that have a good part of it left, or are renewed in time as a rule.`,
    empty: 'no certificate seen',
    alert,
    width,
    height: 4,
    expr: `min(${timeLeft(select, `certificate="${kind}"`)})`,
    unit: 'dtdurations',
    decimals: 1,
    steps: timeLeftSteps(kind, palette.ok),
  });
}
