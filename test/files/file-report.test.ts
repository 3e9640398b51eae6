import t from 'tap';
import { failed, fileReasons } from '../../src/files/file-report.js';

void t.test('reasons follow the name of a file', (t) => {
  for (const [name, text] of Object.entries(fileReasons)) {
    t.match(name, /^[a-z]+(_[a-z]+)*$/);
    t.match(text, /^[a-z].*[a-z]$/, name);
  }
  t.end();
});

void t.test('an outcome has the words of its reason, or better ones', (t) => {
  t.same(failed('empty'), { state: 'failed', reason: 'empty', message: 'empty' });
  t.same(failed('missing', 'no file matches'), { state: 'failed', reason: 'missing', message: 'no file matches' });
  t.end();
});
