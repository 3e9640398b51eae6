import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { timeLeftSteps } from '../appearance/steps.js';
import { info, label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { fileEndsAt, fileIdentity, fileTimeLeft, fileValidFrom, unreadableFiles } from '../queries/file-queries.js';

export const files: Row = {
  title: 'Certificates in files',
  panels: [
    table({
      title: 'Files, the soonest end first',
      description:
        'Shows the certificates in the files that each exporter watches on its host, including kubeconfigs. Certificate is the position in the file, or the user of a kubeconfig.',
      empty: 'No files are watched, or they contain no certificate.',
      alert: 'ApiserverFileCertificateEnding',
      width: 17,
      height: 9,
      columns: [
        info(fileIdentity),
        value('Ends in', fileTimeLeft, {
          width: 170,
          unit: 'dtdurations',
          decimals: 1,
          steps: timeLeftSteps('file', palette.calm),
        }),
        label('path', 'File'),
        label('certificate', 'Certificate', { width: 140 }),
        label('subject_cn', 'Subject'),
        label('issuer_cn', 'Issuer'),
        label('instance', 'Exporter', { width: 150 }),
        value('Valid from (UTC)', fileValidFrom, { width: 160, unit: 'dateTimeAsIso' }),
        value('Ends (UTC)', fileEndsAt, { width: 160, unit: 'dateTimeAsIso' }),
      ],
      sortBy: 'Ends in',
    }),
    table({
      title: 'Files that cannot be read',
      description:
        'Shows watched files and patterns that give no certificate: they are missing, forbidden, empty, half-written or not a certificate. No alert fires when a certificate in them ends. The log of the exporter says what is wrong.',
      empty: 'Every watched file is read.',
      alert: 'ApiserverFileUnreadable',
      width: 7,
      height: 9,
      columns: [info(unreadableFiles), label('path', 'File'), label('instance', 'Exporter', { width: 150 })],
      sortBy: 'File',
    }),
  ],
};
