import { toApiserver } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { certificateStateWords } from '../appearance/certificate-state-words.js';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { label, value } from '../panels/column.js';
import { days } from '../panels/days-column.js';
import { table } from '../panels/table.js';
import { certificateState } from '../queries/certificate-state.js';
import { daysLeft, endsAt } from '../queries/endpoint-queries.js';
import { ofTargets } from '../queries/select.js';

export const certificates: Row = {
  title: 'Certificates of API servers',
  panels: [
    table({
      title: 'Certificates, the worst first',
      description:
        'Shows every certificate that an API server serves, and its loopback certificate. Name is set where a name is shown another certificate than the others. The state follows the alert rules, which use the days left, the share of the lifetime left, and a floor for certificates that are valid for some days only. Click a target to see its API servers.',
      empty: 'No certificate was seen. Check Probes failing, and check the exporter.',
      alert: 'ApiserverServingCertificateEnding',
      width: 24,
      height: 9,
      columns: [
        value('State', certificateState(ofTargets), {
          width: 110,
          unit: 'none',
          mappings: certificateStateWords,
          steps: plainSteps(palette.calm),
        }),
        days('Ends in', daysLeft(ofTargets), { width: 95 }),
        value('Ends (UTC)', endsAt(ofTargets), { width: 155, unit: 'dateTimeAsIso' }),
        label('target', 'Target', { links: [toApiserver] }),
        label('address', 'API server', { width: 215 }),
        label('certificate', 'Certificate', { width: 105 }),
        label('name', 'Name'),
      ],
      sortBy: [{ title: 'State', descending: true }, { title: 'Ends in' }],
    }),
  ],
};
