import t from 'tap';
import { capitalized } from '../../../src/web/status/capitalized.js';

void t.test('the first letter in upper case', (t) => {
  t.equal(capitalized('covered names'), 'Covered names');
  t.equal(capitalized(''), '');
  t.end();
});
