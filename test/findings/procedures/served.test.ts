import { join } from 'node:path';
import t from 'tap';
import { startApiserver } from '../../../demo/apiserver.js';
import { createLoopback } from '../../../demo/loopback.js';
import { createAuthority } from '../../../demo/pki.js';
import {
  coveredFunction,
  hasFunction,
  numberFunction,
  provedRestart,
  sameKeyLines,
  serialFunction,
  waitForNewNumber,
  waitLines,
} from '../../../src/findings/procedures/served.js';
import { requires } from '../../integration/requires.js';
import { run } from '../../integration/run.js';
import { temporaryFolder } from '../../integration/temporary-folder.js';
import { makeCa } from './pasted.js';
import { runPasted } from './simulated-commands.js';
import { ownBash } from '../../../src/findings/procedures/own-bash.js';

void t.test(
  'what an API server serves, and no name is sent but that of its loopback certificate',
  requires('openssl'),
  async (t) => {
    const authority = await createAuthority({ commonName: 'kubernetes' });
    const { identity } = await authority.issue({
      commonName: 'kube-apiserver',
      dnsNames: ['api.example.com', '*.example.org'],
      ipAddresses: ['10.96.0.1', 'fd00::1'],
      serialNumber: '0a0b',
    });
    const server = await startApiserver({
      serving: identity,
      loopback: (await createLoopback({ startedAt: 1_652_180_293 })).identity,
    });
    t.teardown(() => server.close());
    const show = async (names: readonly string[]): Promise<string> => {
      const lines = [
        numberFunction(server.endpoint),
        serialFunction(server.endpoint),
        ...coveredFunction(server.endpoint, names),
        'number; serial; if covered; then echo yes; else echo no; fi',
      ];
      return (await runPasted(t, lines, { simulated: {} })).stdout;
    };
    const first = '1652180293\nserial=0A0B\n';
    t.equal(await show(['api.example.com', '10.96.0.1', 'fd00::1', 'x.example.org']), `${first}yes\n`);
    for (const missing of ['10.96.0.2', 'fd00::2', 'other.example.com']) {
      t.equal(await show(['api.example.com', missing]), `${first}no\n`, missing);
    }
    t.same(new Set(server.seen.sniSeen), new Set(['apiserver-loopback-client', undefined]));
    await server.close();
    t.equal(await show(['api.example.com']), 'no\n', 'nobody answers');
    t.match(await runPasted(t, ownBash(...provedRestart(server.endpoint, 'true', ['touch x'])), { simulated: {} }), {
      code: 1,
      stderr: 'Nothing was changed: no kube-apiserver answers at ',
    });
  },
);

void t.test('a wait ends by its condition, or with its message', async (t) => {
  const waiting = ['tries=0', ...waitLines('tries=$((tries + 1)); [ "$tries" -gt 3 ]', 600, 'it never came')];
  t.same(await runPasted(t, [...waiting, 'echo "$tries"'], { simulated: {} }), {
    code: 0,
    stdout: '4\n',
    stderr: '',
    log: [],
  });
  const never = ownBash('number() { echo 1; }', 'before=1', ...waitForNewNumber(600, 'it never came'));
  t.match(await runPasted(t, never, { simulated: {} }), { code: 1, stderr: 'it never came' });
});

void t.test('certificate and key belong together, or not, or are not there', requires('openssl'), async (t) => {
  const folder = temporaryFolder(t);
  const [crt, key, other] = ['a.crt', 'a.key', 'b.key'].map((name) => join(folder, name)) as [string, string, string];
  makeCa(join(folder, 'a'));
  await run(['openssl', 'genrsa', '-out', other, '2048']);
  const codes = [key, other, join(folder, 'none')].map(
    async (file) => (await run(['bash', '-c', ownBash(...sameKeyLines(crt, file)).join('\n')])).code,
  );
  t.same(await Promise.all(codes), [0, 1, 1]);
  t.match(hasFunction(['a.example.com', '10.0.0.1']), "'-checkhost a.example.com' '-checkip 10.0.0.1'");
});
