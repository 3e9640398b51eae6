import t from 'tap';
import { talosRotateCa } from '../../../src/findings/procedures/talos-ca.js';
import { pasteIn } from './pasted.js';

void t.test('what is pasted only says what it would do', (t) => {
  const folder = t.testdir();
  const { code, stdout } = pasteIn(folder, talosRotateCa.lines, { talosctl: 'echo "$*"' });
  t.equal(code, 0);
  t.match(stdout, 'rotate-ca --talos=false --kubernetes=true\n');
  t.notMatch(stdout, 'dry-run=false');
  t.end();
});
