import { readFileSync, readdirSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { microk8sReplaceCa, microk8sRotateCa } from '../../../src/findings/procedures/microk8s-ca.js';
import { makeCa, needsOpenssl, pasteIn } from './pasted.js';

/** Installs a CA as refresh-certs of a folder does. */
const microk8s = 'echo "$*" >> calls; [ ! -d "$2" ] || cp "$2"/ca.crt "$2"/ca.key var/snap/microk8s/current/certs/';

void t.test('the same key, once', needsOpenssl, (t) => {
  const folder = t.testdir();
  const current = join(folder, 'var/snap/microk8s/current');
  makeCa(join(current, 'certs/ca'), '10.152.183.1');
  mkdirSync(join(current, 'credentials'));
  const key = readFileSync(join(current, 'certs/ca.key'));
  const paste = (): ReturnType<typeof pasteIn> => pasteIn(folder, microk8sRotateCa[0]?.lines ?? [], { microk8s });
  const { code, stderr } = paste();
  t.equal(code, 0, stderr);
  t.match(readFileSync(join(folder, 'calls'), 'utf8'), /^refresh-certs .*\/root\/ca-renewed\n/);
  t.same(readFileSync(join(current, 'certs/ca.key')), key);
  t.same(readFileSync(join(current, 'certs/ca.crt')), readFileSync(join(folder, 'root/ca-renewed/ca.crt')));
  t.match(paste().stdout, 'This node has it already.');
  t.equal(readdirSync(join(folder, 'root')).filter((name) => name.startsWith('microk8s-before-')).length, 1);

  makeCa(join(current, 'certs/ca'), '10.152.183.1');
  const other = paste();
  t.not(other.code, 0);
  t.match(other.stderr, /Nothing was changed: .*is from another cluster\n/);
  t.end();
});

void t.test('a new key is for a maintenance window', (t) => {
  t.match(microk8sReplaceCa[0]?.takes, 'maintenance window');
  t.end();
});
