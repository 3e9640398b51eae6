import t from 'tap';
import { decodeBase64, isBase64 } from '../../src/kube/base64.js';

void t.test('base64 as Go reads it', (t) => {
  for (const text of ['', 'YQ==', 'YWI=', 'YWJj', 'YW\nJj\r\n', 'YR==']) t.equal(isBase64(text), true, text);
  for (const text of ['YQ', 'YQ=', 'Y Q==', 'YQ==YQ==', '-_==', 'Y===', '\u00e9']) t.equal(isBase64(text), false, text);
  t.equal(decodeBase64('YW\nJj')?.toString(), 'abc');
  t.equal(decodeBase64('YQ'), undefined);
  t.end();
});
