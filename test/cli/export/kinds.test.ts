import t from 'tap';
import { exportedFiles } from '../../../src/cli/export/exported-files.js';
import { type ExportKind, exportKinds, type KindAbout } from '../../../src/cli/export/kinds.js';
import { ownFiles } from './own-files.js';

const mark = 'https://mark.example.com';

void t.test('a kind has the options that change what it writes, and no other', (t) => {
  for (const [name, { links }] of Object.entries<KindAbout>(exportKinds)) {
    for (const link of ['runbooks', 'grafana'] as const) {
      const bases = { runbooks: undefined, grafana: undefined, [link]: mark };
      const changed = [...exportedFiles[name as ExportKind](ownFiles, bases).values()].some((text) =>
        text.includes(mark),
      );
      t.equal(changed, links.includes(link), `${name}: ${link}`);
    }
  }
  t.end();
});
