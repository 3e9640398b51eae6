import t from 'tap';
import { createFileLog } from '../../src/files/file-log.js';
import { type FileOutcome, type FileReport, failed } from '../../src/files/file-report.js';

const file = (path: string, outcome: FileOutcome): FileReport => ({ path, outcome, certificates: [] });
const read: FileOutcome = { state: 'read' };

void t.test('one line when the outcome of a file changes, none while it stays', (t) => {
  const lines: string[] = [];
  const tell = createFileLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  tell([file('/a', read), file('/b', failed('empty')), file('/c', { state: 'skipped', because: 'key' })]);
  tell([file('/a', read), file('/b', failed('empty')), file('/c', { state: 'skipped', because: 'key' })]);
  tell([file('/a', failed('malformed', 'certificate 1: x')), file('/b', read)]);
  tell([file('/a', failed('malformed', 'certificate 2: x')), file('/b', read)]);
  t.same(lines, [
    'warn file does not show its certificates {"path":"/b","reason":"empty","detail":"empty"}',
    'info file skipped: a key and no certificate {"path":"/c"}',
    'warn file does not show its certificates {"path":"/a","reason":"malformed","detail":"certificate 1: x"}',
    'info file shows its certificates again {"path":"/b"}',
  ]);
  t.end();
});
