import type { Row } from '../dashboard.js';
import { truthWords } from '../looks/words.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { perEndpoint } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const check = ofTarget('apiserver_endpoint_health_check');
const perCheck = `${perEndpoint}, check`;

export const health: Row = {
  title: 'Health and files',
  panels: [
    stateTimeline({
      title: 'Health checks that failed',
      description:
        'Checks of /livez that failed at any moment of this time, of some thirty that each API server makes. loopback-serving-certificate, which Kubernetes has since 1.36, fails when the loopback certificate is expired.',
      empty: 'No health check failed in this time, or /livez is not answered.',
      width: 12,
      height: 8,
      query: {
        expr: `min by (${perCheck}) (${check}) and on (${perCheck}) (min by (${perCheck}) (min_over_time(${check}[$__range] @ end())) == 0)`,
        legend: '{{check}} at {{address}}',
      },
      states: truthWords('passes', 'fails'),
    }),
    stateTimeline({
      title: 'Files served',
      description:
        'Whether each API server serves the certificate that its file holds. It is normal for a minute after a renewal that it does not; after that, restart the process.',
      empty: 'No target names the file that it serves from.',
      alert: 'ApiserverFileNotServed',
      width: 12,
      height: 8,
      query: {
        expr: `min by (${perEndpoint}, path) (${ofTarget('apiserver_endpoint_serving_file_match')})`,
        legend: '{{path}} at {{address}}',
      },
      states: truthWords('served', 'not served'),
    }),
  ],
};
