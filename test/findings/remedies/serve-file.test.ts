import t from 'tap';
import { serveFile } from '../../../src/findings/remedies/serve-file.js';
import { forgotten } from './procedures.js';

void t.test('says to wait, and to compare keys before anything else', (t) => {
  t.same(forgotten(serveFile), []);
  t.match(serveFile.advice[0], /^Check again in a minute.*--tls-cert-file.*belong together/);
  t.match(serveFile.beware[0], /never restart/);
  t.end();
});
