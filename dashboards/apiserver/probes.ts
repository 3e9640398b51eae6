import { phasesInOrder } from '../../src/probe/phases.js';
import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { words } from '../appearance/words.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { timeSeries } from '../panels/time-series.js';
import { perEndpoint, perProbe } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const duration = `max by (${perEndpoint}, phase) (${ofTarget('apiserver_endpoint_probe_duration_seconds')})`;

export const probes: Row = {
  title: 'Probes',
  panels: [
    stateTimeline({
      title: 'Failing probes and their reasons',
      description:
        'Shows which probes of an API server failed, when, and why. The runbook says what each reason means and what to check.',
      empty: 'No probe failed in this time range.',
      alert: 'ApiserverProbeFailing',
      width: 24,
      height: 6,
      queries: [
        {
          expr: `max by (${perProbe}, reason) (${ofTarget('apiserver_endpoint_probe_failed')})`,
          legend: '{{address}} {{probe}}: {{reason}}',
        },
      ],
      states: words({ 1: { text: '✖ fails', color: palette.critical } }),
    }),
    timeSeries({
      title: 'Probe time by phase',
      description:
        'Shows the mean over the API servers. The phases are resolve (DNS), connect (TCP), tls (the handshake), loopback (the second handshake), names (further handshakes where the first does not settle a name) and http (/version, /livez and /metrics).',
      empty: 'No API server was probed in this time range.',
      width: 12,
      height: 10,
      queries: [{ expr: `avg by (phase) (${duration})`, legend: '{{phase}}' }],
      unit: 's',
      stacked: true,
      names: phasesInOrder,
    }),
    timeSeries({
      title: 'Probe time by API server',
      description:
        'Shows the time of all phases together. An API server that is slower than the others is overloaded, or far away. A probe that reaches probe.timeout is cut off.',
      empty: 'No API server was probed in this time range.',
      width: 12,
      height: 10,
      queries: [{ expr: `sum by (${perEndpoint}) (${duration})`, legend: '{{address}}' }],
      unit: 's',
    }),
  ],
};
