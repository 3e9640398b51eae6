import t from 'tap';
import { serveFile } from '../../../src/findings/remedies/serve-file.js';
import { forgotten } from './procedures.js';

void t.test('says how to wait, and how to restart what does not take it up', (t) => {
  t.same(forgotten(serveFile), []);
  t.match(serveFile.advice, [/^Look again in a minute.*--tls-cert-file.*restart it\.$/]);
  t.match(serveFile.beware, [/key/]);
  t.end();
});
