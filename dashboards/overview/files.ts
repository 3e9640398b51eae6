import type { Row } from '../dashboard.js';
import { certificateStateWords } from '../appearance/certificate-state-words.js';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { info, label, value } from '../panels/column.js';
import { days } from '../panels/days-column.js';
import { table } from '../panels/table.js';
import { fileDaysLeft, fileEndsAt, fileIdentity, fileState, unreadableFiles } from '../queries/file-queries.js';

export const files: Row = {
  title: 'Certificates in files',
  panels: [
    table({
      title: 'Files, the worst first',
      description:
        'Shows the certificates in the files that each exporter watches on its host, including kubeconfigs. Certificate is the position in the file, or the user of a kubeconfig. The state follows the alert rules.',
      empty: 'No files are watched, or they contain no certificate.',
      alert: 'ApiserverFileCertificateEnding',
      width: 24,
      height: 9,
      columns: [
        value('State', fileState, {
          width: 110,
          unit: 'none',
          mappings: certificateStateWords,
          steps: plainSteps(palette.calm),
        }),
        days('Ends in', fileDaysLeft, { width: 95 }),
        value('Ends (UTC)', fileEndsAt, { width: 155, unit: 'dateTimeAsIso' }),
        info(fileIdentity),
        label('path', 'Path', { hidden: true }),
        label('file', 'File', { width: 215 }),
        label('folder', 'Folder', { width: 180 }),
        label('certificate', 'Certificate', { width: 130 }),
        label('subject_cn', 'Subject'),
        label('instance', 'Exporter'),
      ],
      sortBy: [{ title: 'State', descending: true }, { title: 'Ends in' }],
    }),
    table({
      title: 'Files that cannot be read',
      description:
        'Shows watched files and patterns that give no certificate: they are missing, forbidden, empty, half-written or not a certificate. No alert fires when a certificate in them ends. The log of the exporter says what is wrong.',
      empty: 'Every watched file is read.',
      alert: 'ApiserverFileUnreadable',
      width: 24,
      height: 4,
      columns: [
        info(unreadableFiles),
        label('path', 'Path', { hidden: true }),
        label('file', 'File', { width: 215 }),
        label('folder', 'Folder'),
        label('instance', 'Exporter'),
      ],
      sortBy: [{ title: 'Exporter' }, { title: 'File' }],
    }),
  ],
};
