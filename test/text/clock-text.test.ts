import t from 'tap';
import { clockText } from '../../src/text/clock-text.js';

void t.test('how far, and in which direction', (t) => {
  t.equal(clockText(-7.25), '7.3 s behind the clock of this host');
  t.equal(clockText(3600), '1h 0m ahead of the clock of this host');
  t.equal(clockText(-61), '1m behind the clock of this host');
  t.end();
});
