import t from 'tap';
import { lastAccepted, restartCount, worstFirst } from '../../dashboards/queries/history-queries.js';
import { ofTarget } from '../../dashboards/queries/select.js';
import { evaluate } from './promtool.js';

const choice = { job: 'j', instance: 'i|k', target: 'prod', __range: '20m', __interval: '1m' };
const common = 'target="prod", job="j"';

/** `lost` is refused from minute 5 on, by one of two exporters a minute earlier; `never` always; `fine` never. */
const names = {
  [`apiserver_endpoint_accepted{name="lost", role="client", address="a", instance="i", ${common}}`]: '1x4 0x20',
  [`apiserver_endpoint_accepted{name="lost", role="client", address="a", instance="k", ${common}}`]: '1x3 0x20',
  [`apiserver_endpoint_refused{name="lost", reason="expired", address="a", instance="i", ${common}}`]: '_x5 1x20',
  [`apiserver_endpoint_accepted{name="never", role="client", address="a", instance="i", ${common}}`]: '0x25',
  [`apiserver_endpoint_refused{name="never", reason="name", address="a", instance="i", ${common}}`]: '1x25',
  [`apiserver_endpoint_accepted{name="fine", role="client", address="a", instance="i", ${common}}`]: '1x25',
};

void t.test('a refused name was last accepted when every exporter accepted it', (t) => {
  evaluate(t, {
    series: names,
    expr: lastAccepted(ofTarget),
    choice,
    at: '15m',
    rows: { '{name="lost", reason="expired", address="a", target="prod"}': 3 * 60_000 },
  });
  t.end();
});

void t.test('restarts are counted by the start of the process, but not where processes take turns', (t) => {
  const started = (labels: string): string =>
    `apiserver_endpoint_process_start_time_seconds{${labels}, instance="i", ${common}}`;
  evaluate(t, {
    series: {
      [started('source="metrics", address="a"')]: '5x4 9x4 12x4',
      [started('source="loopback", address="a"')]: '5x20',
      [started('source="loopback", address="b"')]: '7x20',
      [started('source="loopback", address="c"')]: '1 2 1 2 1 2 1 2x9',
      [`apiserver_endpoint_processes{address="c", instance="i", ${common}}`]: '2x20',
      [`apiserver_endpoint_processes{address="b", instance="i", ${common}}`]: '1x20',
    },
    expr: restartCount(ofTarget),
    choice,
    at: '14m',
    rows: { '{address="a", target="prod"}': 2, '{address="b", target="prod"}': 0 },
  });
  t.end();
});

void t.test('lines that were bad in the range come first, and each comes once', (t) => {
  const up = (address: string): string => `apiserver_endpoint_up{address="${address}", instance="i", ${common}}`;
  const series = { [up('a')]: '1x20', [up('b')]: '1x3 0 1x16', [up('c')]: '0x20' };
  const expr = `min by (target, address) (${ofTarget('apiserver_endpoint_up')})`;
  const [bad, good] = worstFirst(expr, 'target, address', '{{address}}').map((query) => query.expr);
  const row = (address: string): string => `{address="${address}", target="prod"}`;
  evaluate(t, { series, expr: bad ?? '', choice, at: '15m', rows: { [row('b')]: 1, [row('c')]: 0 } });
  evaluate(t, { series, expr: good ?? '', choice, at: '15m', rows: { [row('a')]: 1 } });
  t.end();
});
