import t from 'tap';
import { exportedFiles } from '../../../src/cli/export/exported-files.js';
import { type ExportKind, exportKinds } from '../../../src/cli/export/kinds.js';
import { parseRecord, recordText } from '../../../src/cli/export/record.js';
import { sha256 } from '../../../src/cli/export/sha256.js';
import { ownFiles } from './own-files.js';

const bases = { runbooks: undefined, grafana: undefined };

void t.test('every kind has files, all of which the record of an export can name', (t) => {
  for (const kind of Object.keys(exportKinds) as ExportKind[]) {
    const files = exportedFiles[kind](ownFiles, bases);
    t.ok(files.size > 0, kind);
    const record = new Map([...files].map(([path, text]) => [path, sha256(text)]));
    t.same(parseRecord(recordText(record)), record, kind);
  }
  t.end();
});
