import t from 'tap';
import { systemClock } from '../../src/net/clock.js';

void t.test('unix seconds, and milliseconds that only grow', (t) => {
  t.ok(Math.abs(systemClock.now() - Date.now() / 1000) < 1);
  const before = systemClock.monotonic();
  t.ok(systemClock.monotonic() >= before);
  t.end();
});
