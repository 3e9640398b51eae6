import t from 'tap';
import { fileChanges } from '../../../../src/cli/check/since/file-changes.js';
import { file, shown, snapshot } from './snapshots.js';

const changes = (before: Parameters<typeof file>[0], after: Parameters<typeof file>[0]) =>
  fileChanges(snapshot({ files: [file(before)] }), snapshot({ files: [file(after)] }));

void t.test('certificates by their label', (t) => {
  const labelled = (...labels: readonly string[]) => ({
    certificates: labels.map((label) => ({ label, ...shown(`of ${label}`) })),
  });
  t.same(changes(labelled('a', 'b'), labelled('b', 'a')), []);
  t.match(changes(labelled('a', 'b'), labelled('b', 'c')), [{ text: 'other certificates: c: added; a: removed' }]);
  const many = Array.from({ length: 9 }, (_, at) => String(at));
  t.match(changes(labelled(), labelled(...many)), [{ text: /3: added; and 5 more$/ }]);
  t.match(changes({}, { certificates: [{ label: '1', ...shown('g') }] }), [
    {
      change: 'file_renewed',
      files: ['/a.crt'],
      text: /^other certificates: 1: ends at 2027-06-09 12:00 UTC, the one before/,
    },
  ]);
  t.end();
});

void t.test('a file that cannot be read shows no change', (t) => {
  t.same(changes({}, { state: 'failed', certificates: [] }), []);
  t.same(changes({ state: 'failed', certificates: [] }, {}), []);
  t.end();
});
