import t from 'tap';
import { createServerFlight, smallFlight } from '../../src/net/server-flight.js';

/** Sends pieces; returns how many bytes have passed after each. */
function send(pieces: readonly number[]): readonly number[] {
  const flight = createServerFlight({ onSlow: () => undefined, now: () => 0, cpu: () => 0 });
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
  const flight = createServerFlight({ onSlow: () => undefined, now: () => 0, cpu: () => 0 });
  let passed = 0;
  flight.learn(Buffer.alloc(32));
  flight.done();
  for (let i = 0; i < 3; i++) flight.gate(Buffer.alloc(smallFlight), (bytes) => (passed += bytes.length));
  t.equal(passed, 3 * smallFlight);
  t.end();
});

void t.test('reports a small flight that takes long, by the clock and by CPU time', (t) => {
  for (const [wall, busy, slow] of [
    [1, 1, 0],
    [3, 3, 1],
    // Others have the CPU, or other threads of this process work.
    [3, 1, 0],
    [1, 3, 0],
  ] as const) {
    let reported = 0;
    let [now, cpu] = [0, 0];
    const flight = createServerFlight({ onSlow: () => (reported += 1), now: () => now, cpu: () => cpu });
    for (const bytes of [100, 100])
      flight.gate(Buffer.alloc(bytes), () => {
        now += wall;
        cpu += busy;
      });
    t.equal(reported, slow, `${wall} ms, ${busy} ms of CPU time`);
  }
  t.end();
});

void t.test('nothing passes unread from a server that was slow', (t) => {
  const flight = createServerFlight({ unread: 0, onSlow: () => undefined, now: () => 0, cpu: () => 0 });
  let passed = 0;
  flight.gate(Buffer.of(22, 3, 3, 0, 100), (bytes) => (passed += bytes.length));
  t.equal(passed, 0);
  t.end();
});
