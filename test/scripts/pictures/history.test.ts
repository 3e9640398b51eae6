import t from 'tap';
import { history } from '../../../scripts/pictures/history.js';

const now = 1_800_000_000;
const day = 86_400;
const none: ReadonlyMap<string, number> = new Map();

/** The values of a series by the seconds before now, of these scrapes. */
function historyOf(series: string, scrapes: Partial<Parameters<typeof history>[0]>): ReadonlyMap<number, number> {
  const whole = { now, ...{ samples: none, past: {}, earlier: none, labels: { job: 'j' } }, ...scrapes };
  const lines = [...history(whole)];
  t.equal(lines.at(-1), '# EOF\n');
  return new Map(
    lines.flatMap((line) => {
      const [, name = '', value = '', time = ''] = /^(\S.*\}) (\S+) (\d+)\n$/.exec(line) ?? [];
      return name === series ? [[now - Number(time), Number(value)] as const] : [];
    }),
  );
}

void t.test('a value stays for seven days, as often as Prometheus needs it', (t) => {
  const found = historyOf('a{job="j",target="x"}', { samples: new Map([['a{target="x"}', 42]]) });
  const ages = [...found.keys()];
  t.equal(Math.max(...ages), 7 * day);
  t.equal(Math.min(...ages), 0);
  for (const [i, age] of ages.entries()) t.ok(age - (ages[i + 1] ?? 0) <= (age > day ? 240 : 60));
  t.same(new Set(found.values()), new Set([42]));
  t.end();
});

void t.test('a target was otherwise before', (t) => {
  const past = { x: { before: new Map([['a{target="x"}', 1]]), ago: 3600 } };
  const scrapes = { samples: new Map([['b{target="x"}', 2]]), past };
  const [before, since] = ['a', 'b'].map((name) => [...historyOf(`${name}{job="j",target="x"}`, scrapes).keys()]);
  t.equal(Math.min(...(before ?? [])), 3660);
  t.equal(Math.max(...(since ?? [])), 3600);
  t.end();
});

void t.test('times since a start, counters and durations move', (t) => {
  const samples = new Map([
    ['x_uptime_seconds', 10 * day],
    ['y_total', 5],
    ['z_duration_seconds', 1],
  ]);
  const scrapes = { samples, earlier: new Map([['y_total', 3]]) };
  const uptime = historyOf('x_uptime_seconds{job="j"}', scrapes);
  t.same([uptime.get(0), uptime.get(7 * day)], [10 * day, 3 * day]);
  const counter = historyOf('y_total{job="j"}', scrapes);
  t.equal((counter.get(0) ?? 0) - (counter.get(3600) ?? 0), 120, 'two a minute');
  t.ok((counter.get(7 * day) ?? -1) > 0);
  const durations = historyOf('z_duration_seconds{job="j"}', scrapes);
  for (const value of durations.values()) t.ok(value >= 0.85 && value <= 1.15);
  t.ok(new Set(durations.values()).size > 1000);
  t.same([...durations], [...historyOf('z_duration_seconds{job="j"}', scrapes)], 'the same each time');
  t.end();
});
