import t from 'tap';
import { writeFailure } from '../../src/document/write-failure.js';

void t.test('each code has its words, and one without words is named', (t) => {
  t.equal(writeFailure('ENOSPC'), 'no space is left on its file system');
  t.equal(writeFailure('EIO'), 'cannot be written (EIO)');
  t.equal(writeFailure('constructor'), 'cannot be written (constructor)');
  t.end();
});
