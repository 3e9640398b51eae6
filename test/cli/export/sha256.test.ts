import t from 'tap';
import { sha256 } from '../../../src/cli/export/sha256.js';

void t.test('the hash of a text is that of its bytes', (t) => {
  t.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  t.equal(sha256('é'), sha256(Buffer.from('é')));
  t.end();
});
