import { identityLabels } from '../../src/metrics/certificate-identity.js';
import type { Row } from '../dashboard.js';
import { certificateStateWords } from '../appearance/certificate-state-words.js';
import { palette } from '../appearance/palette.js';
import { plainSteps, timeLeftSteps } from '../appearance/steps.js';
import { truthWords } from '../appearance/words.js';
import { info, label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { certificateState } from '../queries/certificate-state.js';
import { chainTimeLeft, endsAt, timeLeft, trusted, validFrom } from '../queries/endpoint-queries.js';
import { perCertificate } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const identity = [perCertificate, ...identityLabels].join(', ');

export const certificates: Row = {
  title: 'Certificates',
  panels: [
    table({
      title: 'Certificates and their chains',
      description:
        "Shows the certificate that each API server serves, and its loopback certificate. The API servers of a target share one certificate or have one each from the same issuer. Anything else means that a node was forgotten. Chain ends in shows when the first certificate of the sent chain ends, including the server's own.",
      empty: 'No certificate was seen.',
      alert: 'ApiserverServingCertificatesDiffer',
      width: 24,
      height: 8,
      columns: [
        label('target', 'Target', { hidden: true }),
        label('address', 'API server', { width: 160 }),
        label('certificate', 'Certificate', { width: 90 }),
        value('State', certificateState(ofTarget), {
          width: 120,
          unit: 'none',
          mappings: certificateStateWords,
          steps: plainSteps(palette.calm),
        }),
        value('Ends in', timeLeft(ofTarget), { width: 150, unit: 'dtdurations', decimals: 1 }),
        value('Valid from (UTC)', validFrom(ofTarget), { width: 155, unit: 'dateTimeAsIso' }),
        value('Ends (UTC)', endsAt(ofTarget), { width: 155, unit: 'dateTimeAsIso' }),
        value('Chain ends in', chainTimeLeft(ofTarget), {
          width: 150,
          unit: 'dtdurations',
          decimals: 1,
          steps: timeLeftSteps('chain', palette.calm),
        }),
        value('Trusted', trusted(ofTarget), {
          width: 110,
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('by the CA', 'not by CA', palette.calm)],
          unknown: 'not checked',
        }),
        info(`max by (${identity}) (${ofTarget('apiserver_endpoint_certificate_info')})`),
        label('subject_cn', 'Subject'),
        label('issuer_cn', 'Issuer'),
        label('key_algorithm', 'Key', { width: 110 }),
        label('signature_algorithm', 'Signature', { width: 130 }),
        label('serial_number', 'Serial number', { width: 170 }),
        label('fingerprint_sha256', 'SHA-256', { width: 170 }),
      ],
      sortBy: 'Ends in',
    }),
  ],
};
