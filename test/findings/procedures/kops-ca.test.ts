import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { kopsIsWhole, kopsRotateCa } from '../../../src/findings/procedures/kops-ca.js';
import { noSituation } from '../../../src/findings/procedures/situation.js';
import { pasteIn } from './pasted.js';

const kops = `echo "$*" >> calls
case "$*" in 'validate cluster') [ ! -e broken ] ;; esac`;

void t.test('each stage cites its source', (t) => {
  const procedures = proceduresFor('rotateCa', noSituation, ['kops']);
  t.equal(procedures.length, kopsRotateCa.length);
  for (const { stage, basis } of procedures) t.match(basis, /\d/, `${stage}`);
  t.end();
});

void t.test('no stage changes anything while the cluster does not validate', (t) => {
  const changing = kopsRotateCa.filter(({ lines }) => lines.some((line) => line.includes('update cluster')));
  t.equal(changing.length, 3);
  for (const { stage, lines } of changing) {
    const folder = t.testdir();
    writeFileSync(join(folder, 'broken'), '');
    const { code, stderr } = pasteIn(folder, lines, { kops });
    t.equal(code, 1, `${stage}`);
    t.match(stderr, 'Nothing was changed: ');
    t.equal(readFileSync(join(folder, 'calls'), 'utf8'), 'validate cluster\n');
    rmSync(join(folder, 'broken'));
    t.equal(pasteIn(folder, lines, { kops }).code, 0, `${stage}`);
    t.match(readFileSync(join(folder, 'calls'), 'utf8'), 'rolling-update cluster --yes');
  }
  t.match(kopsIsWhole, 'kops validate cluster');
  t.end();
});
