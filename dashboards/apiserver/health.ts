import type { Row } from '../dashboard.js';
import { truthWords } from '../appearance/words.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { worstFirst } from '../queries/history-queries.js';
import { perEndpoint } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const check = ofTarget('apiserver_endpoint_health_check');
const perCheck = `${perEndpoint}, check`;

/** 0 for each check that failed at any moment of this time range. */
const failed = `min by (${perCheck}) (min_over_time(${check}[$__range] @ end())) == 0`;

/** 1 while the checks of an API server are known. A check that has no series then passes. */
const known = `max by (${perEndpoint}) (${ofTarget('apiserver_endpoint_health_checks')}) >= bool 0`;

export const health: Row = {
  title: 'Health and files',
  panels: [
    stateTimeline({
      title: 'Health checks that failed',
      description:
        'Shows the checks of /livez that failed at any moment of this time range, out of about thirty on each API server. The check loopback-serving-certificate, in Kubernetes since 1.36, fails when the loopback certificate is expired.',
      empty: 'No health check failed in this time range, or /livez does not answer.',
      width: 12,
      height: 8,
      queries: [
        {
          expr: `(min by (${perCheck}) (${check}) and on (${perCheck}) (${failed})) or ((${failed}) + on (${perEndpoint}) group_left () (${known}))`,
          legend: '{{check}} at {{address}}',
        },
      ],
      states: truthWords('passes', 'fails'),
    }),
    stateTimeline({
      title: 'Files served',
      description:
        'Shows whether each API server serves the certificate in its file. For a minute after a renewal, it is normal that it does not. After that, see whether the certificate belongs to its key, before any restart: the runbook says how.',
      empty: 'No target has servingFile in its configuration.',
      alert: 'ApiserverFileNotServed',
      width: 12,
      height: 8,
      queries: worstFirst(
        `min by (${perEndpoint}, path) (${ofTarget('apiserver_endpoint_serving_file_match')})`,
        `${perEndpoint}, path`,
        '{{path}} at {{address}}',
      ),
      states: truthWords('served', 'not served'),
    }),
  ],
};
