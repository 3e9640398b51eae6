import t from 'tap';
import { createFlights } from '../../src/exporter/flights.js';
import { systemClock } from '../../src/probe/clock.js';
import type { TargetReport } from '../../src/probe/sweep.js';

const report = (name: string): TargetReport => ({
  target: { name, labels: {} },
  discovered: true,
  insecure: false,
  notes: [],
  truncated: [],
  reports: [],
});

/** Looks that end when told to. */
function looks() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  let joined = 0;
  const flights = createFlights<string>(
    (subject) => {
      begun.push(subject);
      const done = new Promise<TargetReport>((resolve) => {
        ends.push(() => resolve(report(`${subject} whole`)));
      });
      return { done, soFar: () => report(`${subject} so far`) };
    },
    systemClock,
    () => (joined += 1),
  );
  return { flights, begun, end: () => ends.splice(0).forEach((one) => one()), joined: () => joined };
}

void t.test('whoever asks meanwhile joins; afterwards a new look begins', async (t) => {
  const { flights, begun, end, joined } = looks();
  const asked = [flights.join('a', Infinity), flights.join('a', Infinity), flights.join('b', Infinity)];
  t.same(begun, ['a', 'b']);
  t.equal(joined(), 1);
  end();
  t.same(
    (await Promise.all(asked)).map(({ target }) => target.name),
    ['a whole', 'a whole', 'b whole'],
  );
  const again = flights.join('a', Infinity);
  t.same(begun, ['a', 'b', 'a']);
  end();
  await again;
});

void t.test('each keeps its own deadline, and takes what is there then', async (t) => {
  const { flights, begun, end } = looks();
  const patient = flights.join('a', Infinity);
  t.equal((await flights.join('a', 0)).target.name, 'a so far');
  end();
  t.equal((await patient).target.name, 'a whole');
  t.same(begun, ['a']);
});
