import t from 'tap';
import { firingAlerts } from '../../../scripts/pictures/firing-alerts.js';

const rules = `groups:
  - name: g
    interval: 15s
    rules:
      - record: a:b:c
        expr: sum(b)
      - alert: Ending
        expr: a:b:c < 2
        for: 10m
        labels: {severity: critical}
        annotations: {summary: Text.}
`;

void t.test('an alert is a series for each of its results, with what it records filled in', async (t) => {
  const asked: string[] = [];
  const prometheus = {
    instant: (expr: string) => {
      asked.push(expr);
      return Promise.resolve([{ metric: { __name__: 'b', target: 'x"y' }, values: [] }]);
    },
    range: () => Promise.reject(new Error('not asked')),
    stop: () => Promise.resolve(),
  };
  const lines: string[] = [];
  for await (const line of firingAlerts(prometheus, rules, 1200)) lines.push(line);
  t.same(asked, ['(sum(b)) < 2']);
  t.equal(lines.length, 12);
  t.equal(lines[0], 'ALERTS{target="x\\"y",severity="critical",alertname="Ending",alertstate="firing"} 1 600\n');
  t.equal(lines.at(-1), '# EOF\n');
});
