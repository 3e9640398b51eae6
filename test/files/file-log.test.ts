import t from 'tap';
import { createFileLog } from '../../src/files/file-log.js';
import { type FileOutcome, type FileReport, failed } from '../../src/files/file-report.js';

const file = (path: string, outcome: FileOutcome): FileReport => ({ path, outcome, certificates: [] });
const read: FileOutcome = { state: 'read' };

/** Logs these outcomes of one file, one a reading. undefined: the file is not there. Returns a word for each line. */
function logged(outcomes: readonly (FileOutcome | undefined)[]): readonly string[] {
  const lines: string[] = [];
  const logFiles = createFileLog({
    info: () => lines.push('again'),
    warn: (fields) => lines.push((fields as { readonly reason: string }).reason),
  });
  for (const outcome of outcomes) logFiles(outcome ? [file('/a', outcome)] : []);
  return lines;
}

const repeat = (times: number, ...outcomes: readonly (FileOutcome | undefined)[]) =>
  Array.from({ length: times }, () => outcomes).flat();

void t.test('outcomes that take turns are logged once each, and when one of them stays', (t) => {
  const [empty, half] = [failed('empty'), failed('half_written')];
  t.same(logged(repeat(1000, empty, half, read)), ['empty', 'half_written', 'again']);
  t.same(logged([...repeat(50, empty, half), ...repeat(20, empty)]), ['empty', 'half_written', 'empty']);
  t.same(logged([...repeat(50, empty, read), ...repeat(20, empty)]), ['empty', 'again', 'empty']);
  t.same(logged(repeat(100, empty, undefined)), ['empty'], 'a pattern that leads to a file in each second reading');
  t.same(logged([empty, ...repeat(20, undefined), empty]), ['empty', 'empty']);
  t.end();
});

void t.test('a failure and its end are logged at once after a time without changes', (t) => {
  t.same(logged(repeat(3, ...repeat(11, read), failed('empty'))), ['empty', 'again', 'empty', 'again', 'empty']);
  t.end();
});

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
