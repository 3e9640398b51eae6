import t from 'tap';
import { createFileLog } from '../../src/files/file-log.js';
import { type FileOutcome, type FileReport, failed } from '../../src/files/file-report.js';

const file = (path: string, outcome: FileOutcome): FileReport => ({ path, outcome, certificates: [] });
const read: FileOutcome = { state: 'read' };

void t.test('one line when the outcome of a file changes, none while it stays', (t) => {
  const lines: string[] = [];
  const logFiles = createFileLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  logFiles([file('/a', read), file('/b', failed('empty')), file('/c', { state: 'skipped', because: 'key' })]);
  logFiles([file('/a', read), file('/b', failed('empty')), file('/c', { state: 'skipped', because: 'key' })]);
  logFiles([file('/a', failed('malformed', 'certificate 1: x')), file('/b', read)]);
  logFiles([file('/a', failed('malformed', 'certificate 2: x')), file('/b', read)]);
  t.same(lines, [
    'warn certificates of a file cannot be read {"path":"/b","reason":"empty","detail":"empty"}',
    'info file skipped: it has a key and no certificate {"path":"/c"}',
    'warn certificates of a file cannot be read {"path":"/a","reason":"malformed","detail":"certificate 1: x"}',
    'info certificates of a file can be read again {"path":"/b"}',
  ]);
  t.end();
});
