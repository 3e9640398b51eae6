import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { requires } from '../../integration/requires.js';
import { makeCa, pasteIn } from '../procedures/pasted.js';
import { oc } from '../procedures/simulated-oc.js';
import { situation } from './all-procedures.js';

const restart = proceduresFor('restart', situation, ['OpenShift']).flatMap(({ lines }) => lines);
const named = proceduresFor('renew', situation, ['OpenShift'])[1]?.lines ?? [];

void t.test('a restart ends when all nodes have the new revision', (t) => {
  const folder = t.testdir({ revision: '7\n' });
  const { code, stdout, stderr } = pasteIn(folder, restart, { oc, sleep: 'exit 0' });
  t.equal(code, 0, stderr);
  t.match(stdout, 'All nodes are at revision 8; it was 7.');
  t.match(readFileSync(join(folder, 'calls'), 'utf8'), '"forceRedeploymentReason":"restart-');
  t.end();
});

void t.test('nothing is restarted while the operator is degraded', (t) => {
  const folder = t.testdir({ revision: '7\n', degraded: '' });
  const { code, stderr } = pasteIn(folder, restart, { oc, sleep: 'exit 0' });
  t.match(stderr, 'Nothing was changed: ');
  t.notMatch(readFileSync(join(folder, 'calls'), 'utf8'), 'patch');
  t.equal(code, 1);
  t.end();
});

void t.test(
  'where a secret of the user has the key of another certificate, nothing is restarted',
  requires('openssl'),
  (t) => {
    const serveFile = proceduresFor('serveFile', situation, ['OpenShift']).flatMap(({ lines }) => lines);
    const folder = t.testdir({ revision: '7\n', named: 'api-names' });
    makeCa(join(folder, 'new'), 'api.example.com', 9);
    const calls = (): string => readFileSync(join(folder, 'calls'), 'utf8');
    makeCa(join(folder, 'other'), 'api.example.com', 9);
    const key = readFileSync(join(folder, 'new.key'));
    writeFileSync(join(folder, 'new.key'), readFileSync(join(folder, 'other.key')));
    t.match(pasteIn(folder, serveFile, { oc, sleep: 'exit 0' }), {
      code: 1,
      stderr: /Nothing was changed: .*api-names/,
    });
    t.notMatch(calls(), 'patch');
    writeFileSync(join(folder, 'new.key'), key);
    t.match(pasteIn(folder, serveFile, { oc, sleep: 'exit 0' }), { code: 0, stdout: 'All nodes are at revision 8' });
    t.match(calls(), 'patch');
    t.end();
  },
);

void t.test('a secret is replaced only by a pair that belongs together', requires('openssl'), (t) => {
  const folder = t.testdir({ revision: '7\n', secret: 'old' });
  t.match(pasteIn(folder, named, { oc }).stderr, 'Nothing was changed: ', 'unedited');
  makeCa(join(folder, 'new'), 'api.example.com', 9);
  const { code, stderr } = pasteIn(folder, named, { oc });
  t.equal(code, 0, stderr);
  t.equal(readFileSync(join(folder, 'secret'), 'utf8'), 'new\n');
  makeCa(join(folder, 'other'), 'api.example.com', 9);
  writeFileSync(join(folder, 'new.key'), readFileSync(join(folder, 'other.key')));
  writeFileSync(join(folder, 'secret'), 'old');
  t.match(pasteIn(folder, named, { oc }).stderr, 'is not the key of');
  t.equal(readFileSync(join(folder, 'secret'), 'utf8'), 'old');
  t.ok(existsSync(join(folder, 'calls')));
  t.end();
});
