import t from 'tap';
import { hasLabel, secretIn } from '../../src/net/key-log.js';

void t.test('the secret of the label, and of no other', (t) => {
  const line = Buffer.from('SERVER_HANDSHAKE_TRAFFIC_SECRET 0102 0a0bff\n');
  t.same(secretIn(line, 'SERVER_HANDSHAKE_TRAFFIC_SECRET'), Buffer.of(10, 11, 255));
  t.equal(secretIn(line, 'SERVER_HANDSHAKE'), undefined);
  t.equal(secretIn(line, 'CLIENT_HANDSHAKE_TRAFFIC_SECRET'), undefined);
  t.equal(secretIn(Buffer.from(''), 'CLIENT_RANDOM'), undefined);
  t.end();
});

void t.test('the label of a line, and no other', (t) => {
  const labels = [
    'CLIENT_RANDOM',
    'SERVER_TRAFFIC_SECRET_0',
    'SERVER_TRAFFIC_SECRET_00',
    'SERVER_TRAFFIC',
    'SERVER_HANDSHAKE_TRAFFIC_SECRET',
  ];
  for (const written of labels) {
    const line = Buffer.from(`${written} 0102 0a0b`);
    t.same(
      labels.filter((label) => hasLabel(line, label)),
      [written],
    );
  }
  t.end();
});
