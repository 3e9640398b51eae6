import { thresholds } from '../../src/findings/severity/thresholds.js';
import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { timeLeftSteps } from '../appearance/steps.js';
import { truthWords } from '../appearance/words.js';
import { barGauge } from '../panels/bar-gauge.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { timeSeries } from '../panels/time-series.js';
import { isUp, timeLeft } from '../queries/endpoint-queries.js';
import { perEndpoint } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

export const life: Row = {
  title: 'Life left and time up',
  panels: [
    lifeLeft('serving', {
      title: 'Serving certificates end in',
      description:
        'Each API server shows its serving certificate to clients. The certificate is renewed on disk, and most servers load the new file automatically.',
      alert: 'ApiserverServingCertificateEnding',
    }),
    lifeLeft('loopback', {
      title: 'Loopback certificates end in',
      description:
        'Each process uses its loopback certificate to talk to itself. Restart the processes one after the other, well before the certificates end, and some days apart. On Kubernetes 1.36 and later, a kubelet restarts a process whose certificate has ended, and those that end together at the same time.',
      alert: 'ApiserverLoopbackCertificateEnding',
    }),
    timeSeries({
      title: 'Time up',
      description:
        'Shows how long each kube-apiserver process has been running. Marks show when processes started. A line that rises for months without a break means a loopback certificate that is getting old. Lines of one control plane that begin at the same time mean certificates that end together.',
      alert: 'ApiserverLoopbackRestartsTogether',
      empty: 'No start time is known: no loopback certificate is shown, and /metrics cannot be read.',
      width: 12,
      height: 8,
      queries: [
        {
          expr: `min by (${perEndpoint}) (${ofTarget('apiserver_endpoint_process_uptime_seconds')})`,
          legend: '{{address}}',
        },
      ],
      unit: 'dtdurations',
      decimals: 1,
    }),
    stateTimeline({
      title: 'Reachable',
      description: 'Shows when each API server showed a serving certificate, and when it did not.',
      empty: 'No API server was probed in this time range.',
      alert: 'ApiserverTargetUnreachable',
      width: 12,
      height: 8,
      query: { expr: isUp(ofTarget), legend: '{{address}}' },
      states: truthWords('up', 'down'),
    }),
  ],
};

interface Kind {
  readonly title: string;
  readonly description: string;
  readonly alert: string;
}

function lifeLeft(kind: 'serving' | 'loopback', { title, description, alert }: Kind) {
  const { warning, critical } = thresholds[kind];
  return barGauge({
    title,
    description: `${description} Bars are orange below ${warning.days} days and red below ${critical.days}.`,
    empty: `No ${kind} certificate was seen.`,
    alert,
    width: 12,
    height: 6,
    query: { expr: timeLeft(ofTarget, `certificate="${kind}"`), legend: '{{address}}' },
    unit: 'dtdurations',
    decimals: 1,
    steps: timeLeftSteps(kind, palette.ok),
  });
}
