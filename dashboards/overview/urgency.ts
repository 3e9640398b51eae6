import { toApiserver } from '../cell-links.js';
import type { Row } from '../dashboard.js';
import { certificateStateWords } from '../appearance/certificate-state-words.js';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { certificateState } from '../queries/certificate-state.js';
import { endsAt, timeLeft } from '../queries/endpoint-queries.js';
import { ofTargets } from '../queries/select.js';

export const urgency: Row = {
  title: 'What comes first',
  panels: [
    table({
      title: 'Certificates, the soonest end first',
      description:
        'Shows every certificate that an API server serves, and its loopback certificate. Name is set where a name is shown another certificate than the others. The state follows the alert rules, which use the days left, the share of the lifetime left, and a floor for certificates that are valid for some days only. Click a target to see its API servers.',
      empty: 'No certificate was seen. Check Probes failing, and check the exporter.',
      alert: 'ApiserverServingCertificateEnding',
      width: 24,
      height: 9,
      columns: [
        value('State', certificateState(ofTargets), {
          width: 140,
          unit: 'none',
          mappings: certificateStateWords,
          steps: plainSteps(palette.calm),
        }),
        label('target', 'Target', { links: [toApiserver] }),
        label('address', 'API server'),
        label('certificate', 'Certificate', { width: 120 }),
        label('name', 'Name'),
        value('Ends in', timeLeft(ofTargets), { unit: 'dtdurations', decimals: 1 }),
        value('Ends (UTC)', endsAt(ofTargets), { unit: 'dateTimeAsIso' }),
      ],
      sortBy: 'Ends in',
    }),
  ],
};
