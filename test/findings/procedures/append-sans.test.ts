import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { appendSans } from '../../../src/findings/procedures/append-sans.js';
import { ownBash } from '../../../src/findings/procedures/own-bash.js';
import { pasteIn } from './pasted.js';

/** An object with one name. */
const kubectl = `case "$*" in
  *NAMESPACE*) exit 1 ;;
  *metadata.labels*) [ ! -e owned ] || echo '{"topology.cluster.x-k8s.io/owned":""}' ;;
  *jsonpath*) echo old.example.com ;;
  *'-o yaml') echo whole ;;
  *patch*) echo "\${@: -1}" > patched ;;
esac`;

const script = ownBash(
  'set -f',
  appendSans('tcp', ['spec', 'networkProfile', 'certSANs'], ['b.example.com', 'fd00::5']),
);

void t.test('names are added to those that are there', (t) => {
  const folder = t.testdir();
  const text = script.join('\n').replace("'NAMESPACE'", "'n'").replace("'NAME'", "'c'");
  const { code, stderr, stdout } = pasteIn(folder, text, { kubectl });
  t.equal(code, 0, stderr);
  t.same(JSON.parse(readFileSync(join(folder, 'patched'), 'utf8')), {
    spec: { networkProfile: { certSANs: ['b.example.com', 'fd00::5', 'old.example.com'] } },
  });
  t.match(stdout, 'Its SANs were: old.example.com');
  t.end();
});

void t.test('unedited, it changes nothing', (t) => {
  const folder = t.testdir();
  const { code, stderr } = pasteIn(folder, script, { kubectl });
  t.match(stderr, 'Nothing was changed: ');
  t.same([code, existsSync(join(folder, 'patched'))], [1, false]);
  t.end();
});

void t.test('what a ClusterClass makes is left alone', (t) => {
  const folder = t.testdir({ owned: '' });
  const text = script.join('\n').replace("'NAMESPACE'", "'n'").replace("'NAME'", "'c'");
  const { code, stderr } = pasteIn(folder, text, { kubectl });
  t.match(stderr, 'A ClusterClass makes it');
  t.same([code, existsSync(join(folder, 'patched'))], [1, false]);
  t.end();
});
