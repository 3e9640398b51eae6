import t from 'tap';
import { systemClock } from '../../src/net/clock.js';
import type { TargetReport } from '../../src/probe/report.js';
import { createSingleFlight } from '../../src/scrape/single-flight.js';
import { target } from '../fixtures/report.js';

const report = (name: string): TargetReport => ({ ...target(), target: { name, labels: {} } });

/** Probes that end when `end` is called. */
function probes() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  let joined = 0;
  const flights = createSingleFlight({
    begin: (subject: string) => {
      begun.push(subject);
      const done = new Promise<TargetReport>((resolve) => {
        ends.push(() => resolve(report(`${subject} whole`)));
      });
      return { done, soFar: () => report(`${subject} so far`) };
    },
    clock: systemClock,
    joined: () => (joined += 1),
  });
  return { flights, begun, end: () => ends.splice(0).forEach((one) => one()), joined: () => joined };
}

void t.test('callers that ask meanwhile join; afterwards a new probe begins', async (t) => {
  const { flights, begun, end, joined } = probes();
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

void t.test('each caller keeps its own deadline, and gets what is there then', async (t) => {
  const { flights, begun, end } = probes();
  const patient = flights.join('a', Infinity);
  t.equal((await flights.join('a', 0)).target.name, 'a so far');
  end();
  t.equal((await patient).target.name, 'a whole');
  t.same(begun, ['a']);
});
