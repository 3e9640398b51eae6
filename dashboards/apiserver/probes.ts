import { phaseNames } from '../../src/probe/report.js';
import type { Row } from '../dashboard.js';
import { palette } from '../looks/palette.js';
import { words } from '../looks/words.js';
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
        'Which part of the look at an API server failed, when, and why. What a reason means, and where to look, stands in the runbook.',
      empty: 'No probe failed in this time.',
      alert: 'ApiserverProbeFailing',
      width: 24,
      height: 6,
      query: {
        expr: `max by (${perProbe}, reason) (${ofTarget('apiserver_endpoint_probe_failed')})`,
        legend: '{{address}} {{probe}}: {{reason}}',
      },
      states: words({ 1: { text: '✖ fails', color: palette.critical } }),
    }),
    timeSeries({
      title: 'Time of a look, by phase',
      description:
        'The mean over the API servers. resolve: DNS; connect: TCP; tls: the handshake; loopback: the second handshake; names: further handshakes where the first does not settle a name; http: /version, /livez and /metrics.',
      empty: 'No look was made in this time.',
      width: 12,
      height: 8,
      queries: [{ expr: `avg by (phase) (${duration})`, legend: '{{phase}}' }],
      unit: 's',
      stacked: true,
      names: phaseNames,
    }),
    timeSeries({
      title: 'Time of a look, by API server',
      description:
        'All phases together. One API server that is slower than the others is overloaded, or far away; a look that reaches probe.timeout is cut off.',
      empty: 'No look was made in this time.',
      width: 12,
      height: 8,
      queries: [{ expr: `sum by (${perEndpoint}) (${duration})`, legend: '{{address}}' }],
      unit: 's',
    }),
  ],
};
