import t from 'tap';
import { type DrawnDashboard, drawingOf } from '../../../scripts/pictures/drawing.js';
import { committed } from '../../dashboards/dashboard-json.js';
import { readProjectFile } from '../../fixtures/project-file.js';

const now = 1_800_000_030;
const choices = { datasource: 'Prometheus', job: '.+', instance: '.+', target: 'prod' };
const view = { theme: 'dark', width: 1200, now, choices } as const;

/** A Prometheus that has one series, whose value is the time, and keeps what it was asked. */
function recording() {
  const asked: string[] = [];
  const one = [{ metric: { address: 'a' }, values: [[now, String(now - 60)] as const] }];
  const answer = (expr: string, ...when: readonly number[]) => {
    asked.push(`${expr} at ${when.join(' ')}`);
    return Promise.resolve(one);
  };
  return {
    asked,
    instant: (expr: string, time: number) => answer(expr, time),
    range: (expr: string, { start, end, step }: { start: number; end: number; step: number }) =>
      answer(expr, start, end, step),
    stop: () => Promise.resolve(),
  };
}

void t.test('queries are asked as Grafana asks them', async (t) => {
  const prometheus = recording();
  const gridPos = { x: 0, y: 0, w: 12, h: 8 };
  const dashboard: DrawnDashboard = {
    uid: 'd',
    title: 'D',
    time: { from: 'now-24h' },
    templating: { list: [] },
    annotations: { list: [{ enable: true, expr: 'mark{target="$target"}', iconColor: 'red' }] },
    panels: [
      { id: 1, type: 'row', gridPos },
      { id: 2, type: 'timeseries', gridPos, targets: [{ refId: 'A', expr: 'rate(a{job=~"$job"}[$__rate_interval])' }] },
      {
        id: 3,
        type: 'table',
        gridPos,
        targets: [{ refId: 'A', expr: 'b[${__range}]', format: 'table', instant: true }],
      },
    ],
  };
  const { frames, marks, from, to } = await drawingOf(dashboard, view, prometheus);
  t.same(prometheus.asked, [
    'rate(a{job=~".+"}[360s]) at 1799913600 1800000000 300',
    `b[86400s] at ${now}`,
    'mark{target="prod"} at 1799913600 1800000000 120',
  ]);
  t.same([from, to], [(now - 86_400) * 1000, now * 1000]);
  t.same(marks, [{ at: (now - 60) * 1000, color: 'red' }]);
  t.same(
    Object.entries(frames).map(([id, all]) => [id, all.length]),
    [
      ['1', 0],
      ['2', 1],
      ['3', 1],
    ],
  );
  await t.rejects(drawingOf({ ...dashboard, time: { from: 'yesterday' } }, view, prometheus), /not a time range/);
  await t.rejects(drawingOf(dashboard, { ...view, choices: {} }, prometheus), /no value for \$job/);
});

void t.test('each variable of each dashboard has a value', async (t) => {
  for (const [path] of committed) {
    const prometheus = recording();
    await drawingOf(JSON.parse(readProjectFile(path)) as DrawnDashboard, view, prometheus);
    t.ok(prometheus.asked.length > 10, path);
  }
});
