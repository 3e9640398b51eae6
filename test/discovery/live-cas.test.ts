import { writeFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import t from 'tap';
import { readCaFile } from '../../src/config/read-ca-file.js';
import type { ConfiguredCa } from '../../src/config/configured-ca.js';
import { createLiveCas } from '../../src/discovery/live-cas.js';
import { askFileState } from '../../src/document/file-state.js';
import { readFile } from '../../src/document/read-file.js';
import { systemClock } from '../../src/net/clock.js';

const [one = '', two = ''] = rootCertificates;

async function loaded(file: string): Promise<ConfiguredCa> {
  const read = await readCaFile(file, readFile);
  if (!read.ok) throw new Error(read.message);
  return { file, certificates: read.certificates };
}

void t.test('targets with one file share what is known of it, across reloads', async (t) => {
  const path = `${t.testdir({ 'ca.crt': one })}/ca.crt`;
  let stats = 0;
  const fileState: typeof askFileState = (file) => {
    stats += 1;
    return askFileState(file);
  };
  const follow = createLiveCas({ read: readFile, fileState, clock: systemClock });
  const before = follow();
  const asks = [before(await loaded(path)), before(await loaded(path))];
  const [first, second] = await Promise.all(asks.map((ask) => ask()));
  t.equal(first, second);
  t.equal(stats, 2, 'one, and one after the file was read');
  writeFileSync(path, `${one}\n${two}`);
  const kept = asks[0];
  const fresh = follow()(await loaded(path));
  const [old, now] = await Promise.all([kept?.(), fresh()]);
  t.equal(old, now, 'a target that the reload has left as it is');
  t.equal(now?.certificates.length, 2);
  t.equal(stats, 4);
  follow();
  t.not(follow()(await loaded(path)), fresh, 'a file that no target named is forgotten');
});

void t.test('without a file, nothing is read', async (t) => {
  const never = () => Promise.reject(new Error('read'));
  const follow = createLiveCas({ read: never, fileState: never, clock: systemClock })();
  t.equal(await follow(undefined)(), undefined);
  const ask = follow({ file: undefined, certificates: [Uint8Array.of(1)] });
  t.same(await ask(), { certificates: [Uint8Array.of(1)], source: { kind: 'inline', path: undefined } });
  t.equal(await ask(), await ask());
});
