import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openshiftReissue } from '../../../src/findings/procedures/openshift-names.js';
import { noSituation } from '../../../src/findings/procedures/situation.js';
import { requires } from '../../integration/requires.js';
import { pasteIn } from './pasted.js';
import { oc } from './simulated-oc.js';

const linesFor = (...missing: readonly string[]): readonly string[] =>
  openshiftReissue({ ...noSituation, sans: { missing, present: [], cut: false } }).lines;

/** Signs the request that the comment makes. */
function withPair(t: Test, lines: readonly string[]): string {
  const folder = t.testdir({ revision: '7\n' });
  const request = lines.find((line) => line.startsWith('# openssl req'))?.slice(2) ?? '';
  execFileSync('bash', ['-c', request.replace(' -new ', ' -x509 ').replace('names.csr', 'names.crt')], {
    cwd: folder,
    stdio: 'ignore',
  });
  return folder;
}

void t.test('a certificate is added beside those that are there', requires('openssl'), (t) => {
  const lines = linesFor('api.example.com', 'k.example.com');
  for (const present of [undefined, '[{"names":["a.example.com"],"servingCertificate":{"name":"a"}}]']) {
    const folder = withPair(t, lines);
    if (present !== undefined) writeFileSync(join(folder, 'named'), present);
    const { code, stderr } = pasteIn(folder, lines, { oc, sleep: 'exit 0' });
    t.equal(code, 0, stderr);
    const calls = readFileSync(join(folder, 'calls'), 'utf8');
    t.match(calls, '{"names":["api.example.com","k.example.com"],"servingCertificate":{"name":"api-names"}}');
    t.match(calls, present === undefined ? '--type=merge' : '"path":"/spec/servingCerts/namedCertificates/-"');
  }
  t.end();
});

void t.test('without a pair for all names nothing is changed', requires('openssl'), (t) => {
  const folder = withPair(t, linesFor('api.example.com'));
  const lacking = pasteIn(folder, linesFor('api.example.com', 'k.example.com'), { oc });
  t.match(lacking.stderr, /Nothing was changed: .*does not cover k\.example\.com\n/);
  const none = pasteIn(t.testdir({ revision: '7\n' }), linesFor('api.example.com'), { oc });
  t.match(none.stderr, 'There is no names.crt');
  t.notOk(existsSync(join(folder, 'secret')));
  t.end();
});

void t.test('addresses and api-int get no certificate, and what helps is said', (t) => {
  const lines = linesFor('10.0.0.5', 'fd00::5', 'api-int.c.example.com');
  t.ok(lines.every((line) => line.startsWith('#')));
  t.match(lines.join('\n'), "--server='https://[fd00::5]:6443' --tls-server-name=");
  t.notMatch(lines.join('\n'), 'https://api-int');
  t.end();
});
