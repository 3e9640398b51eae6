import type { Row } from '../dashboard.js';
import { truthWords } from '../appearance/words.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { isAccepted } from '../queries/endpoint-queries.js';
import { worstFirst } from '../queries/history-queries.js';
import { perName } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

export const names: Row = {
  title: 'Names',
  panels: [
    stateTimeline({
      title: 'Names accepted at each API server',
      description:
        "Shows whether kubectl and every other Go client that uses the name accepts the certificate that it gets: its names, its dates, and the path to the target's CA. Without a CA, trust is not known and does not count. Names that were refused in this time range are on top. kubeadm certs renew keeps the old names, so issue a new certificate where a name is missing.",
      empty: 'No names are expected, or no certificate was seen.',
      alert: 'ApiserverNameNotCovered',
      width: 24,
      height: 12,
      queries: worstFirst(`(${isAccepted(ofTarget)})`, perName, '{{name}} at {{address}}'),
      states: truthWords('accepted', 'refused'),
    }),
  ],
};
