import t from 'tap';
import { serveFile } from '../../../src/findings/remedies/serve-file.js';
import { forgotten } from './procedures.js';

void t.test('says to wait, and to restart a process that does not load the file', (t) => {
  t.same(forgotten(serveFile), []);
  t.match(serveFile.advice, [/^Check again in a minute.*--tls-cert-file.*restart it\.$/]);
  t.match(serveFile.beware, [/key/]);
  t.end();
});
