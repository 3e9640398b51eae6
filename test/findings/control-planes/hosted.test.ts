import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { hosted } from '../../../src/findings/control-planes/hosted.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { certificate } from '../../fixtures/report.js';
import { makeCa, pasteIn } from '../procedures/pasted.js';
import { requires } from '../../integration/requires.js';
import { situation } from './all-procedures.js';

const kubectl = `echo "$*" >> calls
case "$*" in
  *NAMESPACE*) exit 1 ;;
  *readyReplicas*) cat ready ;;
  *version.status*) echo Ready ;;
  *apiserver*.crt*) base64 -w 0 < pair.crt ;;
  *apiserver*.key*) base64 -w 0 < pair.key ;;
esac`;

const linesOf = (task: 'restart' | 'serveFile' | 'renew' | 'reissue'): string =>
  proceduresFor(task, situation, ['hosted control plane'])
    .flatMap(({ lines }) => lines)
    .join('\n');
const edited = (text: string): string => text.replaceAll("'NAMESPACE'", "'n'").replaceAll("'NAME'", "'c'");

void t.test('pods are replaced when all of them are ready', (t) => {
  for (const ready of ['2/2', '1/2', '/2']) {
    const folder = t.testdir({ ready });
    t.equal(pasteIn(folder, edited(linesOf('restart')), { kubectl }).code, ready === '2/2' ? 0 : 1);
    const restarted = /rollout restart deployment.NAME\n.*rollout status/.test(
      readFileSync(join(folder, 'calls'), 'utf8'),
    );
    t.equal(restarted, ready === '2/2');
  }
  t.match(pasteIn(t.testdir(), linesOf('restart'), { kubectl }).stderr, 'Nothing was changed: ', 'unedited');
  t.end();
});

void t.test('where key and certificate do not belong together, no pod is replaced', requires('openssl'), (t) => {
  const folder = t.testdir({ ready: '2/2' });
  makeCa(join(folder, 'pair'));
  makeCa(join(folder, 'other'));
  t.equal(pasteIn(folder, edited(linesOf('serveFile')), { kubectl }).code, 0);
  t.match(readFileSync(join(folder, 'calls'), 'utf8'), 'rollout restart');
  copyFileSync(join(folder, 'other.key'), join(folder, 'pair.key'));
  rmSync(join(folder, 'calls'));
  const { code, stderr } = pasteIn(folder, edited(linesOf('serveFile')), { kubectl });
  t.match(stderr, /Nothing was changed: .* do not belong together/);
  t.equal(code, 1);
  t.notMatch(readFileSync(join(folder, 'calls'), 'utf8'), 'rollout restart');
  t.end();
});

void t.test('a secret is deleted only after a copy', (t) => {
  const folder = t.testdir();
  const { code, stderr } = pasteIn(folder, edited(linesOf('renew')), { kubectl });
  t.equal(code, 0, stderr);
  t.match(
    readFileSync(join(folder, 'calls'), 'utf8'),
    /get secret .* -o yaml\n[^]*delete secret c-api-server-certificate\n/,
  );
  const other = t.testdir();
  t.match(pasteIn(other, linesOf('renew'), { kubectl }).stderr, 'Nothing was changed: ', 'unedited');
  t.notMatch(readFileSync(join(other, 'calls'), 'utf8'), 'delete');
  t.notOk(existsSync(join(other, 'ready')));
  t.end();
});

void t.test('the missing names are in the commands, and it is never guessed', (t) => {
  for (const name of situation.sans.missing) t.match(linesOf('reissue'), `'${name}'`);
  t.notOk(hosted.recognises(certificate()));
  t.end();
});
