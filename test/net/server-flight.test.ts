import t from 'tap';
import { createBusyTime } from '../../src/net/busy-time.js';
import { createServerFlight, type FlightOptions, smallFlight } from '../../src/net/server-flight.js';

const usual: FlightOptions = {
  onSlow: () => undefined,
  busyTime: createBusyTime({ now: () => 0, cpu: () => 0 }),
};

/** Sends pieces; returns how many bytes have passed after each. */
function send(pieces: readonly number[]): readonly number[] {
  const flight = createServerFlight(usual);
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
  const flight = createServerFlight(usual);
  let passed = 0;
  flight.learn(Buffer.alloc(32));
  flight.done();
  for (let i = 0; i < 3; i++) flight.gate(Buffer.alloc(smallFlight), (bytes) => (passed += bytes.length));
  t.equal(passed, 3 * smallFlight);
  t.end();
});

void t.test('reports a small flight that takes long', (t) => {
  for (const [busy, slow] of [
    [2, 0],
    [3, 1],
  ] as const) {
    let [reported, passed] = [0, 0];
    const busyTime = (work: () => void): number => {
      work();
      return busy;
    };
    const flight = createServerFlight({ onSlow: () => (reported += 1), busyTime });
    for (const bytes of [100, 100]) flight.gate(Buffer.alloc(bytes), ({ length }) => (passed += length));
    t.same([reported, passed], [slow, 200], `${busy} ms each`);
    t.equal(flight.done(), slow === 0, 'and when it is done');
  }
  t.end();
});

void t.test('a flight without secrets is small, or ends', (t) => {
  for (const pieces of [
    [smallFlight],
    [1000, smallFlight - 1000],
    [smallFlight + 1],
    [smallFlight, 1],
    [1, smallFlight],
  ]) {
    const flight = createServerFlight({ ...usual, hasSecrets: false });
    let passed = 0;
    const send = (): void => {
      for (const length of pieces) flight.gate(Buffer.alloc(length, 22), (bytes) => (passed += bytes.length));
    };
    const isSmall = pieces.reduce((sum, length) => sum + length) === smallFlight;
    if (isSmall) send();
    else t.throws(send, { code: 'ERR_SSL_KEY_LOG_NEEDED' }, pieces.join());
    t.ok(isSmall ? passed === smallFlight : passed <= smallFlight, pieces.join());
  }
  t.end();
});

void t.test('a long flight is not small when it is done', (t) => {
  const flight = createServerFlight(usual);
  flight.gate(Buffer.alloc(smallFlight + 1, 22), () => undefined);
  t.equal(flight.done(), false);
  t.end();
});

void t.test('nothing passes unread from a server that was slow', (t) => {
  const flight = createServerFlight({ ...usual, unread: 0 });
  let passed = 0;
  flight.gate(Buffer.of(22, 3, 3, 0, 100), (bytes) => (passed += bytes.length));
  t.equal(passed, 0);
  t.end();
});
