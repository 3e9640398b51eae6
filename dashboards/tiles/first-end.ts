import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { palette } from '../looks/palette.js';
import { timeLeftSteps } from '../looks/steps.js';
import { stat } from '../panels/stat.js';
import { timeLeft } from '../queries/endpoint-queries.js';
import type { Select } from '../queries/select.js';

const kinds = {
  serving: {
    title: 'First serving certificate ends',
    meaning: 'Time until the first serving certificate ends. From then on clients refuse the connection.',
    alert: 'ApiserverServingCertificateEnding',
  },
  loopback: {
    title: 'First loopback certificate ends',
    meaning:
      'Time until the first loopback certificate ends. It lives in the memory of kube-apiserver and in no file; only a restart of the process makes a new one.',
    alert: 'ApiserverLoopbackCertificateEnding',
  },
} as const;

export function firstEnd(select: Select, kind: keyof typeof kinds, width: number): Panel {
  const { title, meaning, alert } = kinds[kind];
  const { warning, critical } = thresholds[kind];
  return stat({
    title,
    description: `${meaning} Coloured by days alone: orange below ${warning.days}, red below ${critical.days}. The alerts, and the state in the tables, spare certificates that live for a short time and have a good part of it left.`,
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
