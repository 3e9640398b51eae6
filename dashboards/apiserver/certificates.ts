import { identityLabels } from '../../src/metrics/certificate-identity.js';
import type { Row } from '../dashboard.js';
import { certificateStateWords } from '../appearance/certificate-state-words.js';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { info, label, value } from '../panels/column.js';
import { days } from '../panels/days-column.js';
import { table } from '../panels/table.js';
import { caOrigins } from '../queries/ca-origins.js';
import { certificateState } from '../queries/certificate-state.js';
import { caEnds, daysLeft, daysUntil, endsAt, validFrom } from '../queries/endpoint-queries.js';
import { perCertificate } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const identity = [perCertificate, ...identityLabels].join(', ');
const target = label('target', 'Target', { hidden: true });
const address = label('address', 'API server', { width: 195 });
const certificate = label('certificate', 'Certificate', { width: 105 });

export const certificates: Row = {
  title: 'Certificates',
  panels: [
    table({
      title: 'Until when certificates are valid',
      description:
        'Shows the certificate that each API server serves, and its loopback certificate. A serving certificate is renewed on disk, and most servers load the new file automatically. A loopback certificate is renewed by a restart: restart the processes one after the other, well before the certificates end, and some days apart. Name is set where a name is shown another certificate than the others. The state follows the alert rules.',
      empty: 'No certificate was seen.',
      alert: 'ApiserverLoopbackCertificateEnding',
      width: 24,
      height: 8,
      columns: [
        value('State', certificateState(ofTarget), {
          width: 110,
          unit: 'none',
          mappings: certificateStateWords,
          steps: plainSteps(palette.calm),
        }),
        days('Ends in', daysLeft(ofTarget)),
        value('Ends (UTC)', endsAt(ofTarget), { width: 155, unit: 'dateTimeAsIso' }),
        value('Valid from (UTC)', validFrom(ofTarget), { width: 155, unit: 'dateTimeAsIso' }),
        target,
        label('address', 'API server'),
        certificate,
        label('name', 'Name'),
      ],
      sortBy: [{ title: 'State', descending: true }, { title: 'Ends in' }],
    }),
    table({
      title: 'Which certificates they are',
      description:
        'Shows the identity of each certificate. The API servers of a target share one serving certificate or have one each from the same issuer. Anything else means that a node was forgotten. Name is set where a name is shown another certificate than the others.',
      empty: 'No certificate was seen.',
      alert: 'ApiserverServingCertificatesDiffer',
      width: 24,
      height: 8,
      columns: [
        info(`max by (${identity}) (${ofTarget('apiserver_endpoint_certificate_info')})`),
        target,
        address,
        certificate,
        label('name', 'Name'),
        label('subject_cn', 'Subject'),
        label('issuer_cn', 'Issuer'),
        label('key_algorithm', 'Key', { width: 110 }),
        label('signature_algorithm', 'Signature', { width: 125 }),
        label('serial_number', 'Serial number', { width: 160 }),
        label('fingerprint_sha256', 'SHA-256', { width: 145 }),
      ],
      sortBy: [{ title: 'Certificate', descending: true }, { title: 'API server' }],
    }),
    table({
      title: 'CA of this target',
      description:
        'Shows the certificates of the CA with which the exporter judges this target, and where it has them from. During a rotation there are two, the old one and the new one. When the one that the serving certificate leads to ends, all clients refuse the connection: see Trust ends.',
      empty: 'No CA is configured, so trust is not judged.',
      alert: 'ApiserverTrustEnding',
      width: 24,
      height: 4,
      columns: [
        target,
        days('Ends in', daysUntil(caEnds(ofTarget))),
        value('Ends (UTC)', `${caEnds(ofTarget)} * 1000`, { width: 155, unit: 'dateTimeAsIso' }),
        label('subject_cn', 'Subject'),
        info(caOrigins(ofTarget)),
        label('source', 'From', { width: 105 }),
        label('path', 'Path', { width: 290 }),
        label('serial_number', 'Serial number', { width: 160 }),
        label('fingerprint_sha256', 'SHA-256', { width: 145 }),
      ],
      sortBy: [{ title: 'Ends in' }],
    }),
  ],
};
