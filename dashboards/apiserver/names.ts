import type { Row } from '../dashboard.js';
import { truthWords } from '../appearance/words.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { isCovered } from '../queries/endpoint-queries.js';
import { ofTarget } from '../queries/select.js';

export const names: Row = {
  title: 'Names',
  panels: [
    stateTimeline({
      title: 'Names covered by each API server',
      description:
        "Shows whether each name is covered by the certificate that a client using the name gets. The rules are those of Go's crypto/x509, which kubectl and every controller follow. Clients that use a name that is not covered get a TLS error. kubeadm certs renew keeps the old names, so issue a new certificate.",
      empty: 'No names are expected, or no certificate was seen.',
      alert: 'ApiserverNameNotCovered',
      width: 24,
      height: 12,
      query: { expr: isCovered(ofTarget), legend: '{{name}} at {{address}}' },
      states: truthWords('covered', 'not covered'),
    }),
  ],
};
