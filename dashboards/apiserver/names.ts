import type { Row } from '../dashboard.js';
import { truthWords } from '../looks/words.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { isCovered } from '../queries/endpoint-queries.js';
import { ofTarget } from '../queries/select.js';

export const names: Row = {
  title: 'Names',
  panels: [
    stateTimeline({
      title: 'Names covered by each API server',
      description:
        "Whether the certificate that a client of this name is shown covers it, by the rules of Go's crypto/x509, which kubectl and every controller follow. A name that is not covered means a TLS error for whoever uses it. kubeadm certs renew keeps the old names: issue the certificate anew.",
      empty: 'No names are expected, or no certificate was seen.',
      alert: 'ApiserverNameNotCovered',
      width: 24,
      height: 12,
      query: { expr: isCovered(ofTarget), legend: '{{name}} at {{address}}' },
      states: truthWords('covered', 'not covered'),
    }),
  ],
};
