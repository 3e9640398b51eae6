import t from 'tap';
import { phases, phasesInOrder } from '../../src/probe/phases.js';

void t.test('each phase once, in the order in which they happen', (t) => {
  t.same(phasesInOrder, ['resolve', 'connect', 'tls', 'loopback', 'names', 'http']);
  t.equal(phases.tls, 'TLS handshake');
  t.end();
});
