import type { Row } from '../dashboard.js';
import { noFault, truthWords } from '../appearance/words.js';
import { label, value } from '../panels/column.js';
import { days } from '../panels/days-column.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { table } from '../panels/table.js';
import { daysUp, isUp, startedAt } from '../queries/endpoint-queries.js';
import { restartCount, worstFirst } from '../queries/history-queries.js';
import { perEndpoint } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

export const life: Row = {
  title: 'Restarts and outages',
  panels: [
    table({
      title: 'Restarts in the last 7 days',
      description:
        'Shows how often each kube-apiserver process was started again in the last seven days, since when the present one has been running, and for how long. A process that runs for months has an old loopback certificate. Processes of one control plane that were started at the same time have certificates that end together. A dash means that several processes answer at the address, or that no start time is known.',
      empty: 'No start time is known: no loopback certificate is shown, and /metrics cannot be read.',
      alert: 'ApiserverLoopbackRestartsTogether',
      width: 12,
      height: 8,
      columns: [
        label('target', 'Target', { hidden: true }),
        label('address', 'API server'),
        value('Restarts', restartCount(ofTarget), {
          width: 90,
          unit: 'none',
          mappings: [noFault],
        }),
        days('Up for', daysUp(ofTarget), { width: 90 }),
        value('Started (UTC)', `${startedAt(ofTarget)} * 1000`, { width: 155, unit: 'dateTimeAsIso' }),
      ],
      sortBy: [{ title: 'Restarts', descending: true }, { title: 'API server' }],
    }),
    stateTimeline({
      title: 'Reachable',
      description:
        'Shows when each API server showed a serving certificate, and when it did not. Those that were down in this time range are on top. Marks show when processes started.',
      empty: 'No API server was probed in this time range.',
      alert: 'ApiserverTargetUnreachable',
      width: 12,
      height: 8,
      queries: worstFirst(isUp(ofTarget), perEndpoint, '{{address}}'),
      states: truthWords('up', 'down'),
    }),
  ],
};
