import t from 'tap';
import { secretIn } from '../../src/net/key-log.js';

void t.test('the secret of the label, and of no other', (t) => {
  const line = Buffer.from('SERVER_HANDSHAKE_TRAFFIC_SECRET 0102 0a0bff\n');
  t.same(secretIn(line, 'SERVER_HANDSHAKE_TRAFFIC_SECRET'), Buffer.of(10, 11, 255));
  t.equal(secretIn(line, 'SERVER_HANDSHAKE'), undefined);
  t.equal(secretIn(line, 'CLIENT_HANDSHAKE_TRAFFIC_SECRET'), undefined);
  t.equal(secretIn(Buffer.from(''), 'CLIENT_RANDOM'), undefined);
  t.end();
});
