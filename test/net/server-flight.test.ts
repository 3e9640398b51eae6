import t from 'tap';
import { createServerFlight, smallFlight } from '../../src/net/server-flight.js';

/** Sends pieces; returns how many bytes have passed after each. */
function send(pieces: readonly number[]): readonly number[] {
  const flight = createServerFlight();
  let passed = 0;
  return pieces.map((length) => {
    // Records of this type with this length are never complete here.
    flight.gate(Buffer.from(Buffer.alloc(length, Buffer.of(22, 3, 3, 0x40, 0))), (bytes) => (passed += bytes.length));
    return passed;
  });
}

void t.test('a small flight passes at once, and more waits until it is read', (t) => {
  t.same(send([1000, 1000, smallFlight - 2000]), [1000, 2000, smallFlight]);
  t.same(send([smallFlight, 1]), [smallFlight, smallFlight]);
  t.same(send([smallFlight + 1]), [0]);
  t.end();
});

void t.test('everything passes after the handshake', (t) => {
  const flight = createServerFlight();
  let passed = 0;
  flight.learn(Buffer.alloc(32));
  flight.done();
  for (let i = 0; i < 3; i++) flight.gate(Buffer.alloc(smallFlight), (bytes) => (passed += bytes.length));
  t.equal(passed, 3 * smallFlight);
  t.end();
});
