import t from 'tap';
import { contentHash } from '../../src/document/content-hash.js';

void t.test('equal bytes have equal hashes', (t) => {
  const bytes = Buffer.from('a');
  t.equal(contentHash(bytes), contentHash(bytes));
  t.equal(contentHash(bytes), contentHash(Buffer.from('a')));
  t.not(contentHash(bytes), contentHash(Buffer.from('b')));
  t.end();
});
