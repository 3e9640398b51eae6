import type { Row } from '../dashboard.js';
import { palette } from '../looks/palette.js';
import { timeLeftSteps } from '../looks/steps.js';
import { info, label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { fileEndsAt, fileIdentity, fileTimeLeft, fileValidFrom, unreadableFiles } from '../queries/file-queries.js';

export const files: Row = {
  title: 'Certificates in files',
  panels: [
    table({
      title: 'Files, the soonest end first',
      description:
        'Certificates in the files that the exporters watch, kubeconfigs included, on the host of each exporter. Certificate is the position in the file, or the user of a kubeconfig.',
      empty: 'No files are watched, or none holds a certificate.',
      alert: 'ApiserverFileCertificateEnding',
      width: 17,
      height: 9,
      columns: [
        info(fileIdentity),
        value('Ends in', fileTimeLeft, {
          width: 170,
          unit: 'dtdurations',
          decimals: 1,
          steps: timeLeftSteps('serving', palette.calm),
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
        'Files and patterns that are watched and show nothing: missing, forbidden, empty, half-written or no certificate. Nobody is told when what is in them ends; the log of the exporter says what is wrong.',
      empty: 'Every watched file is read.',
      alert: 'ApiserverFileUnreadable',
      width: 7,
      height: 9,
      columns: [info(unreadableFiles), label('path', 'File'), label('instance', 'Exporter', { width: 150 })],
      sortBy: 'File',
    }),
  ],
};
