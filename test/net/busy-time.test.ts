import t from 'tap';
import { createBusyTime } from '../../src/net/busy-time.js';

/** Does pieces of work, one after another, that take so many milliseconds by the clock and of CPU time. */
function measure(pieces: readonly (readonly [wall: number, cpu: number])[]) {
  let [now, cpu, asked] = [0, 0, 0];
  const busyTime = createBusyTime({
    now: () => now,
    cpu: () => {
      asked += 1;
      return cpu;
    },
  });
  const measured = pieces.map(([wall, busy]) =>
    busyTime(() => {
      now += wall;
      cpu += busy;
    }),
  );
  return { measured, asked };
}

void t.test('counts what is busy both by the clock and by CPU time', (t) => {
  t.same(measure([[5, 5]]).measured, [5]);
  // Others have the CPU, or other threads of this process work.
  t.same(measure([[5, 2]]).measured, [2]);
  t.same(measure([[5, 9]]).measured, [5]);
  t.end();
});

void t.test('one piece of work does not count for another one', (t) => {
  t.same(
    measure([
      [5, 5],
      [5, 0],
      [8, 8],
    ]).measured,
    [5, 0, 8],
  );
  t.end();
});

void t.test('what was busy before does not count', (t) => {
  let [now, cpu] = [0, 0];
  const busyTime = createBusyTime({ now: () => now, cpu: () => cpu });
  const work = (wall: number, busy: number) => (): void => {
    now += wall;
    cpu += busy;
  };
  t.equal(busyTime(work(6, 6)), 6);
  work(2, 2)();
  // Others have the CPU meanwhile.
  t.equal(busyTime(work(7, 1)), 1);
  work(2, 0)();
  t.equal(busyTime(work(7, 7)), 5, 'less by the age of the last reading, at most');
  work(200, 0)();
  t.equal(busyTime(work(7, 7)), 7);
  t.end();
});

void t.test('CPU time is seldom asked for while all is short', (t) => {
  const { measured, asked } = measure(Array.from({ length: 100 }, () => [0.1, 0.1]));
  t.ok(measured.every((each) => Math.abs(each - 0.1) < 1e-9));
  t.ok(asked <= 3, `${asked} times`);
  t.end();
});
