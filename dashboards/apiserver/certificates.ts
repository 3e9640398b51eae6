import { identityLabels } from '../../src/metrics/certificate-identity.js';
import type { Row } from '../dashboard.js';
import { certificateStateWords } from '../appearance/certificate-state-words.js';
import { palette } from '../appearance/palette.js';
import { plainSteps, timeLeftSteps } from '../appearance/steps.js';
import { info, label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { certificateState } from '../queries/certificate-state.js';
import { caEndsAt, caTimeLeft, endsAt, timeLeft, validFrom } from '../queries/endpoint-queries.js';
import { perCertificate } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const identity = [perCertificate, ...identityLabels].join(', ');

export const certificates: Row = {
  title: 'Certificates',
  panels: [
    table({
      title: 'Certificates of each API server',
      description:
        'Shows the certificate that each API server serves, and its loopback certificate. The API servers of a target share one certificate or have one each from the same issuer. Anything else means that a node was forgotten. Name is set where a name is shown another certificate than the others.',
      empty: 'No certificate was seen.',
      alert: 'ApiserverServingCertificatesDiffer',
      width: 24,
      height: 8,
      columns: [
        label('target', 'Target', { hidden: true }),
        label('address', 'API server', { width: 160 }),
        label('certificate', 'Certificate', { width: 90 }),
        label('name', 'Name'),
        value('State', certificateState(ofTarget), {
          width: 120,
          unit: 'none',
          mappings: certificateStateWords,
          steps: plainSteps(palette.calm),
        }),
        value('Ends in', timeLeft(ofTarget), { width: 150, unit: 'dtdurations', decimals: 1 }),
        value('Valid from (UTC)', validFrom(ofTarget), { width: 155, unit: 'dateTimeAsIso' }),
        value('Ends (UTC)', endsAt(ofTarget), { width: 155, unit: 'dateTimeAsIso' }),
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
    table({
      title: 'CA of this target',
      description:
        'Shows the certificates of the CA with which the exporter judges this target. During a rotation there are two, the old one and the new one. When the one that the serving certificate leads to ends, all clients refuse the connection.',
      empty: 'No CA is configured, so trust is not judged.',
      alert: 'ApiserverTrustEnding',
      width: 24,
      height: 4,
      columns: [
        label('target', 'Target', { hidden: true }),
        value('Ends in', caTimeLeft(ofTarget), {
          width: 150,
          unit: 'dtdurations',
          decimals: 1,
          steps: timeLeftSteps('chain', palette.calm),
        }),
        value('Ends (UTC)', caEndsAt(ofTarget), { width: 155, unit: 'dateTimeAsIso' }),
        label('subject_cn', 'Subject'),
        label('serial_number', 'Serial number'),
        label('fingerprint_sha256', 'SHA-256'),
      ],
      sortBy: 'Ends in',
    }),
  ],
};
